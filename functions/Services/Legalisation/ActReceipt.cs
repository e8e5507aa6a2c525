using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation;

/// <summary>What an officer's act answers: where the case stands after it.</summary>
public sealed record ActReceipt(string Reference, LegalisationStatus Status, string? RegisterNumber)
{
    public static ActReceipt Of(Case<LegalisationCase> its) => new(its.Reference, its.State.Status, its.State.RegisterNumber);
}
