namespace CasaServerless.Tests.Crash;

/// <summary>How a story ends.</summary>
enum Ending
{
    Certified,
    Revoked,
    Refused,

    /// <summary>The applicant has an appointment and waits for its day.</summary>
    Submitted,
}

/// <summary>What happens in a story.</summary>
/// <param name="Identity">How the officer knows the person; anything but their card is the legalisation of a signature.</param>
/// <param name="Together">Certified with others, in bulk.</param>
/// <param name="Shares">The paper is shared.</param>
sealed record Plot(Ending Ending, string Identity = "cnie", bool Together = false, bool Shares = false)
{
    public bool IsSignature => Identity != "cnie";

    public static Plot Of(int number) => (number % 10) switch
    {
        0 => new(Ending.Certified, Shares: true),
        1 => new(Ending.Certified, Together: true),
        2 => new(Ending.Certified, "witnesses"),
        3 or 6 => new(Ending.Certified, Together: true, Shares: true),
        4 => new(Ending.Certified, "known-signature"),
        5 => new(Ending.Submitted),
        7 => new(Ending.Certified, "witnesses", Together: true),
        8 => new(Ending.Refused),
        _ => new(Ending.Revoked, Shares: true),
    };
}
