using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot;

/// <summary>All that the assistant may do in the city: one page, so that it is seen at a glance what a conversation can reach.</summary>
public interface ICityDesk
{
    /// <summary>The day in the city, by which "tomorrow" is one.</summary>
    DateOnly Today { get; }

    /// <summary>Where a case stands that a person names.</summary>
    /// <param name="reference">As the person wrote it.</param>
    /// <param name="accessCode">As the person wrote it; null where they have given none.</param>
    Task<Standing> StandingOf(string reference, string? accessCode, Tongue tongue, CancellationToken stop);

    /// <summary>Tells the news of a case in this conversation from now on. False where there is no such case any more.</summary>
    /// <param name="reference">Of a case whose code was shown in this conversation.</param>
    Task<bool> TellHere(string reference, CancellationToken stop);

    /// <summary>The address of a page of the city, in the person's language.</summary>
    string AddressOf(CityPage page, Tongue tongue);

    /// <summary>Where a problem is reported.</summary>
    /// <param name="category">As it was understood (<see cref="Language.Categories"/>); null where it was not.</param>
    Task<ReportPlace> ReportOf(string? category, Tongue tongue, CancellationToken stop);

    /// <summary>When its bureaus are open, as sentences.</summary>
    /// <param name="arrondissement">Its id as it was understood (<c>ain_chock</c>); null for the commune's own hours.</param>
    /// <param name="day">The day that is asked of; null for the usual week.</param>
    Task<string> HoursOf(string? arrondissement, DateOnly? day, Tongue tongue, CancellationToken stop);

    /// <summary>What an act costs today, as a sentence; null where the city has no tariff for it.</summary>
    /// <param name="procedure">Its id as it was understood (<c>certify_copy</c>).</param>
    Task<string?> FeeFor(string procedure, Tongue tongue, CancellationToken stop);

    /// <summary>What to bring for an act, as sentences; null where the city has not said it.</summary>
    /// <param name="procedure">Its id as it was understood (<c>certify_copy</c>).</param>
    Task<string?> PapersFor(string procedure, Tongue tongue, CancellationToken stop);
}

/// <summary>A page on which a citizen does something.</summary>
public enum CityPage
{
    /// <summary>Legalisation: a request and its appointment.</summary>
    Legalise,

    /// <summary>A request that has been made: moved, called off, followed.</summary>
    FollowRequest,

    /// <summary>A complaint about a service of the city.</summary>
    Complain,
}

/// <summary>Where a problem is reported.</summary>
/// <param name="Named">What the city calls it; null where it was not understood.</param>
/// <param name="DangerToLife">Lives may be in danger: the emergency numbers are told before anything else.</param>
public sealed record ReportPlace(string Address, string? Named = null, bool DangerToLife = false);

/// <summary>What the city says of a case.</summary>
/// <param name="Found">Whether it may be told; where not, nobody learns whether there is such a case.</param>
/// <param name="Text">Where it stands, in the person's language; absent where it may not be told.</param>
/// <param name="GoesOn">Something may still come of it, of which there would be news.</param>
public sealed record Standing(StandingFound Found, string? Text = null, bool GoesOn = false);

/// <summary>Whether a case may be told of.</summary>
public enum StandingFound
{
    /// <summary>It is told.</summary>
    Told,

    /// <summary>What was written is no reference: a character is missing or wrong.</summary>
    NotAReference,

    /// <summary>The access code is wanted.</summary>
    NeedsCode,

    /// <summary>No case with this reference and code.</summary>
    Unknown,
}
