namespace CasaServerless.Assistant.WhatsApp;

/// <summary>What is to be done about a message that WhatsApp did not take or did not deliver.</summary>
enum Remedy
{
    /// <summary>It will never arrive as it is.</summary>
    Never,

    /// <summary>The person wrote more than 24 hours ago: only a template reaches them.</summary>
    Template,

    /// <summary>This person gets too many at once; others do not wait.</summary>
    Later,

    /// <summary>The number sends too much, or WhatsApp is ill: nothing is sent for a while.</summary>
    Pause,

    /// <summary>Token, account or templates: people of the city must mend it. Messages wait for them.</summary>
    Mend,
}

/// <summary>An error of the Graph API, in an answer or in a webhook.</summary>
/// <param name="Code">Meta's; 0 where there was none.</param>
/// <param name="Subcode">Meta's; 0 where there was none.</param>
/// <param name="Status">Of the answer; 0 in a webhook.</param>
/// <param name="Transient">Meta says that it will pass.</param>
sealed record GraphFault(int Code, int Subcode = 0, int Status = 0, bool Transient = false)
{
    public Remedy Remedy => Code switch
    {
        131047 => Remedy.Template,
        // Pair rate: too many messages for one person.
        131056 => Remedy.Later,
        // Throughput of the number, of the app, of the account; spam; the platform's own illnesses.
        130429 or 80007 or 4 or 131048 or 1 or 2 or 131000 or 131016 or 131057 or 133004 => Remedy.Pause,
        // Token, permissions, account, number, payment method.
        190 or 3 or 10 or (>= 200 and <= 299) or 368 or 131031 or 131005 or 131037 or 131042 or 131045 or 133010 or 133000 => Remedy.Mend,
        // A template that is absent, paused, or not what the city thinks; what does not fit into a good one never will.
        >= 132000 and <= 132999 and not (132005 or 132012) => Remedy.Mend,
        _ when Transient || Status is 429 or >= 500 => Remedy.Pause,
        // No error of theirs at all: somebody between us answered.
        0 => Status == 401 ? Remedy.Mend : Remedy.Later,
        // Undeliverable (131026), marketing's cap (131049), unsupported (131051), media (131052, 131053), parameters: the same tomorrow.
        _ => Remedy.Never,
    };
}
