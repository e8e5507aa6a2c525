using System.Globalization;
using System.Text;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// A register as CSV (RFC 4180) in UTF-8, headings and terms in French and Arabic. It begins with a byte order mark: without one the
/// spreadsheets of offices show Arabic as noise.
/// </summary>
static class RegisterCsv
{
    static readonly Bilingual[] headings =
    [
        new("Numéro", "الرقم"), new("Date", "التاريخ"), new("Nature", "النوع"), new("Officier", "الضابط"), new("Délégation", "التفويض"),
        new("Dossier", "الملف"), new("Issue", "المآل"), new("Empreinte SHA-256", "البصمة"), new("Inscrit à", "تاريخ التقييد"),
    ];

    public static async Task Write(IAsyncEnumerable<RegisterNumber> numbers, int year, Stream to)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(CsvLine.Of(headings.Select(Both)));
        await foreach (var number in numbers)
        {
            // A row that somebody made unreadable is still a row; whoever wants to know why verifies the register.
            var entry = RegisterEntry.TryRead(number.Facts);
            await text.WriteLineAsync(CsvLine.Of(
            [
                RegisterEntry.Written(year, number.Number), entry?.Day.ToString("O", CultureInfo.InvariantCulture) ?? "", entry is null ? "" : Both(entry.Kind.Words()),
                entry?.Officer ?? "", entry?.Delegation ?? "", entry?.Case ?? "", Both(Words(number.Outcome)), number.Outcome?.Sha256 ?? "", number.At,
            ]));
        }
    }

    /// <summary>How a number ended, as the register says it.</summary>
    internal static Bilingual Words(RegisterOutcome? outcome) => outcome?.Fate switch
    {
        RegisterFate.Sealed => new("scellé", "مختوم"),
        RegisterFate.Annulled => new("annulé", "ملغى"),
        _ => new("en cours", "جار"),
    };

    static string Both(Bilingual words) => $"{words.Fr} / {words.Ar}";
}
