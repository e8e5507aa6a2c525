using System.Diagnostics.CodeAnalysis;

namespace CasaServerless.Bot.Language;

/// <summary>What a person wants. Ids, as they stand in data: <see cref="Intents.Id"/>.</summary>
[SuppressMessage("Design", "CA1008", Justification = "There is no intent that means nothing.")]
public enum Intent
{
    /// <summary>A signature on a paper legalised.</summary>
    LegaliseSignature,

    /// <summary>A certified true copy.</summary>
    CertifyCopy,

    /// <summary>Where a request or a paper stands.</summary>
    TrackRequest,

    /// <summary>An appointment, a new one or another moment.</summary>
    BookOrChangeAppointment,

    /// <summary>A request or an appointment called off.</summary>
    CancelRequest,

    /// <summary>Something wrong in the street.</summary>
    ReportProblem,

    /// <summary>What became of a report.</summary>
    TrackTicket,

    /// <summary>When a service is open.</summary>
    OpeningHours,

    /// <summary>Which papers are needed.</summary>
    RequiredDocuments,

    /// <summary>What a tax is, and who owes how much.</summary>
    TaxInfo,

    /// <summary>How and where to pay, receipts, payments that failed.</summary>
    TaxPayment,

    /// <summary>Trams, busways, buses.</summary>
    TransportInfo,

    /// <summary>The air.</summary>
    AirQuality,

    /// <summary>What to see and to do.</summary>
    TourismInfo,

    /// <summary>The city's data.</summary>
    OpenData,

    /// <summary>A person to talk to.</summary>
    TalkToHuman,

    /// <summary>Another language to talk in.</summary>
    ChangeLanguage,

    /// <summary>A greeting alone.</summary>
    Greeting,

    /// <summary>Thanks, or a farewell.</summary>
    Thanks,

    /// <summary>No more messages.</summary>
    OptOut,

    /// <summary>A service or its people were bad.</summary>
    ComplaintService,

    /// <summary>Life is in danger now.</summary>
    Emergency,

    /// <summary>Nothing that a commune can do.</summary>
    OutOfScope,
}

/// <summary>The intents by their ids.</summary>
public static class Intents
{
    static readonly string[] ids =
    [
        "legalise_signature", "certify_copy", "track_request", "book_or_change_appointment", "cancel_request", "report_problem", "track_ticket", "opening_hours",
        "required_documents", "tax_info", "tax_payment", "transport_info", "air_quality", "tourism_info", "open_data", "talk_to_human", "change_language", "greeting",
        "thanks", "opt_out", "complaint_service", "emergency", "out_of_scope",
    ];

    /// <summary>How many there are.</summary>
    public static int Count => ids.Length;

    /// <summary>Its id, such as <c>report_problem</c>.</summary>
    public static string Id(this Intent intent) => ids[(int)intent];

    /// <summary>The intent of an id; null where it is none.</summary>
    public static Intent? Of(string id) => Array.IndexOf(ids, id) is >= 0 and var at ? (Intent)at : null;
}
