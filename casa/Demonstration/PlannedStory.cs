using CasaServerless.Services.Legalisation;

namespace Casa.Demonstration;

/// <summary>What one applicant does, what is done for them, and when.</summary>
sealed record PlannedStory(int Number, PaperKind Kind, Person Who, string Title, Destination Destination, IReadOnlyList<PlannedStep> Steps);

/// <param name="Slot">Of the appointment that is booked.</param>
sealed record PlannedStep(DateTimeOffset At, Step Does, string? Slot = null, RefusalReason? Reason = null);

enum Step
{
    Submit,
    Send,

    /// <summary>A file that is no document.</summary>
    SendScrap,
    Book,
    Arrive,
    Present,

    /// <summary>Two witnesses vouch for the signatory.</summary>
    Vouch,

    /// <summary>By somebody who has no delegation.</summary>
    TryToCertify,
    Certify,
    Refuse,
    Revoke,
    Share,
    Erase,
}
