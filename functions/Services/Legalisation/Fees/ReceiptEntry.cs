using System.Globalization;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What a bureau's series of receipts says of a payment.</summary>
/// <param name="Case">Reference of the case.</param>
/// <param name="Amount">In <paramref name="Currency"/> (ISO 4217).</param>
/// <param name="Day">Of Casablanca.</param>
public sealed record ReceiptEntry(string Case, PaymentMeans Means, decimal Amount, string Currency, DateOnly Day)
{
    const string Series = "receipts:";

    /// <summary>
    /// The series of a bureau and year, a book of its own beside the register of legalisations and kept like it: no number is missing, none is
    /// given twice.
    /// </summary>
    public static string Book(string bureau, int year) => Series + RegisterEntry.Book(bureau, year);

    /// <summary>Whose series a book is; null where it is none.</summary>
    public static (string Bureau, int Year)? ReadBook(string book) =>
        book.StartsWith(Series, StringComparison.Ordinal) ? RegisterEntry.ReadBook(book[Series.Length..]) : null;

    /// <summary>A number as it is printed, such as <c>Q2026-000123</c>: nobody takes it for one of the register.</summary>
    public static string Written(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"Q{year}-{number:D6}");
}
