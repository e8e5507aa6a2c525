namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// What the stamp on each page and the attestation page say. The counter words it; the kernel knows no service. A value that is the same in
/// both languages (a number, a hash) is written once, across both columns.
/// </summary>
public sealed record SealWording
{
    /// <summary>Title of the attestation page: "Attestation de conformité à l'original".</summary>
    public required Bilingual Title { get; init; }

    /// <summary>What the stamp says of the page: "Copie certifiée conforme à l'original".</summary>
    public required Bilingual Mention { get; init; }

    /// <summary>Number in the bureau's register: "2026-001234".</summary>
    public required string Number { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Commune or arrondissement in whose name it is done.</summary>
    public required Bilingual Authority { get; init; }

    public required Bilingual Bureau { get; init; }

    public required Bilingual OfficerName { get; init; }

    public required Bilingual OfficerFunction { get; init; }

    /// <summary>Content of the QR code; the address of this paper's verification. At most about 60 characters keep the code coarse.</summary>
    public required string VerificationUrl { get; init; }

    /// <summary>
    /// What the QR code of the attestation page holds: the same address, and behind it what proves the paper without network. By default the
    /// address alone, as the stamps have it: theirs is small.
    /// </summary>
    public string? VerificationProof { get; init; }

    /// <summary>Code that a person types on the verification page.</summary>
    public required string VerificationCode { get; init; }

    /// <summary>A demonstration: said on every page in both languages.</summary>
    public required bool Unofficial { get; init; }

    /// <summary>The certificate is qualified (law 43-20, article 6); only then does the word appear.</summary>
    public bool Qualified { get; init; }

    /// <summary>Further facts, after number, date, authority, bureau, officer and pages: the document's title, its SHA-256, the delegation.</summary>
    public IReadOnlyList<AttestationLine> Attestation { get; init; } = [];

    /// <summary>Sentences under the facts: what is attested and what is not.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];
}

/// <summary>A fact on the attestation page.</summary>
public sealed record AttestationLine(Bilingual Label, Bilingual Value)
{
    /// <summary>A value that needs no translation.</summary>
    public AttestationLine(Bilingual label, string value) : this(label, new Bilingual(value, value)) { }
}
