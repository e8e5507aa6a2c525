namespace CasaServerless.Kernel.Registers;

/// <summary>How far a register had come: enough to prove later that nothing up to here was changed.</summary>
/// <param name="Register">Which one, such as <c>maarif-1:2026</c>.</param>
/// <param name="Number">The last number.</param>
/// <param name="Count">Links of the chain: numbers taken and numbers ended.</param>
/// <param name="Hash">Of the last link.</param>
public sealed record RegisterHead(string Register, int Number, int Count, string Hash);

/// <summary>What the city states and signs when a day is over.</summary>
/// <param name="Date">A day of Casablanca.</param>
/// <param name="ClosedAt">When the heads were read; what came in between midnight and then is in them.</param>
/// <param name="Before">The day stated before this one; null on the first.</param>
public sealed record ClosedDay(DateOnly Date, DateTimeOffset ClosedAt, ClosedBefore? Before, IReadOnlyList<RegisterHead> Registers);

/// <param name="Sha256">Of the signed statement, signature and all, in lower-case hexadecimal.</param>
public sealed record ClosedBefore(DateOnly Date, string Sha256);

/// <summary>A closed day as it was published.</summary>
/// <param name="Cose">The statement as JSON in a COSE_Sign1 message (ES256): what is signed, and all that counts.</param>
public sealed record PublishedDay(ClosedDay Day, string Sha256, byte[] Cose);
