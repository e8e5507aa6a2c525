using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>How an agent's answer to a reporter may begin.</summary>
/// <param name="Name">What agents choose it by.</param>
/// <param name="Text">At most 2,000 characters; <c>{reference}</c> and <c>{service}</c> stand for the ticket's own.</param>
/// <param name="Demonstration">Invented for demonstration; nothing official.</param>
public sealed record AnswerTemplate(string Id, Bilingual Name, Bilingual Text, bool Demonstration);
