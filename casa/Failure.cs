namespace Casa;

/// <summary>A verb cannot do its work; the sentence says why and what would help. It is printed alone, and the exit code is 1.</summary>
public sealed class Failure(string sentence) : Exception(sentence);
