using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>How an endpoint words its errors, where the interface that it serves has a form of its own; status and body are its affair.</summary>
/// <param name="Write">Writes the refusal; the text is the number under which a failure of ours is logged, null where it is none.</param>
sealed record ErrorForm(Func<HttpContext, Refusal, string?, Task> Write);
