namespace CasaServerless.Kernel;

/// <summary>
/// A "no" that the caller is told: the one expected exception. Each service numbers its own (<c>LEG-001</c>…) and never renumbers.
/// HTTP answers it as problem details, queues and timers log and acknowledge it, the assistant says the sentence.
/// </summary>
/// <param name="code">Stable code, such as <c>LEG-001</c>.</param>
/// <param name="sentence">What the caller reads; never a personal value.</param>
/// <param name="status">HTTP status that it answers with.</param>
public sealed class Refusal(string code, Bilingual sentence, int status) : Exception(sentence.Fr)
{
    public string Code { get; } = code;

    public Bilingual Sentence { get; } = sentence;

    public int Status { get; } = status;

    /// <summary>Not now, but perhaps a moment later: what a queue has brought is then tried again, and not done with.</summary>
    public bool ForNow { get; init; }
}
