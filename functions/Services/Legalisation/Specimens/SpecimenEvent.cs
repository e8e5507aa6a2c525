using System.Text.Json.Serialization;
using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>What can happen to a specimen of a signature. Name and card number lie in the case's row of personal values, the picture in its blob.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Enrolled), "enrolled")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(PersonErased), "person-erased")]
public abstract record SpecimenEvent
{
    /// <summary>Names of the personal values that a specimen may hold.</summary>
    public static class Fields
    {
        public const string Name = "person.name", Cin = "person.cin";
    }

    /// <summary>An officer has the person before them; the picture is not kept yet, so nothing can be compared.</summary>
    public sealed record Opened(string Bureau) : SpecimenEvent;

    /// <param name="Sha256">Of the picture; names its blob.</param>
    /// <param name="Type">Media type of the picture, as its content was judged.</param>
    /// <param name="From">First day of Casablanca on which it holds.</param>
    /// <param name="Until">Last one.</param>
    public sealed record Enrolled(string Sha256, string Type, DateOnly From, DateOnly Until) : SpecimenEvent;

    public sealed record Withdrawn(WithdrawalReason Reason) : SpecimenEvent;

    /// <param name="Reason">Null in events that are older than the question.</param>
    public sealed record PersonErased(ErasureReason? Reason = null, string? Note = null) : SpecimenEvent;
}

/// <summary>Why a specimen is taken back before its day.</summary>
[JsonConverter(typeof(Kebab<WithdrawalReason>))]
public enum WithdrawalReason
{
    /// <summary>The person asked for it.</summary>
    Asked,

    /// <summary>The person signs otherwise now.</summary>
    Changed,
    Doubtful,
}

/// <summary>Where a specimen stands. That it has expired follows from the day.</summary>
[JsonConverter(typeof(Kebab<SpecimenStatus>))]
public enum SpecimenStatus
{
    Opened,
    Enrolled,
    Withdrawn,
    Erased,
}
