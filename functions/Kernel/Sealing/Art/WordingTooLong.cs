namespace CasaServerless.Kernel.Sealing;

/// <summary>The attestation's words do not fit on its page, however small they are set.</summary>
public sealed class WordingTooLong() : Exception("The wording of the attestation does not fit on a page.");
