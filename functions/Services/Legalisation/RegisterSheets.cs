using System.Globalization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Services.Legalisation;

/// <summary>A volume of a register on A4 across: a table in both languages, the register's head as it stood at the foot of each page.</summary>
sealed class RegisterSheets
{
    const float Width = 842, Height = 595, Margin = 34, Right = Width - Margin, RowHeight = 27, Foot = Height - 52;

    static readonly Column[] columns =
    [
        new(new("Numéro", "الرقم"), 66), new(new("Date", "التاريخ"), 56), new(new("Nature", "النوع"), 134), new(new("Officier", "الضابط"), 104),
        new(new("Délégation", "التفويض"), 110), new(new("Dossier", "الملف"), 96), new(new("Issue et empreinte SHA-256", "المآل والبصمة"), 208),
    ];

    static readonly TextStyle cell = Palette.Regular(6.8f, 9.4f, Palette.Ink);

    public required Bilingual Authority { get; init; }

    public required Bilingual Bureau { get; init; }

    /// <summary>The officers' names by id, as they are known on the day of drawing; the register itself knows the id alone, which stands beneath.</summary>
    public required IReadOnlyDictionary<string, Bilingual> Officers { get; init; }

    public required int Year { get; init; }

    public required int Volume { get; init; }

    public required int Volumes { get; init; }

    /// <summary>Null while the register is empty.</summary>
    public required RegisterHead? Head { get; init; }

    /// <summary>When it was drawn, as the clocks of Casablanca showed it.</summary>
    public required DateTimeOffset At { get; init; }

    public required bool Unofficial { get; init; }

    /// <returns>The PDF, not signed yet.</returns>
    public byte[] Draw(IReadOnlyList<RegisterNumber> numbers)
    {
        var top = Unofficial ? 128f : 112f;
        var each = (int)((Foot - 6 - top) / RowHeight);
        var pages = Math.Max(1, (numbers.Count + each - 1) / each);
        var sheets = new List<Sheet>();
        for (var page = 0; page < pages; page++)
        {
            var sheet = new Sheet(Width, Height);
            sheet.Fill(new Area(0, 0, Width, Height), Ink.White);
            Heading(sheet, top);
            foreach (var (row, number) in numbers.Skip(page * each).Take(each).Index()) Row(sheet, number, top + row * RowHeight);
            Footing(sheet, page + 1, pages);
            sheets.Add(sheet);
        }
        return SheetsPdf.Write(sheets, $"Registre – السجل {Year}", At.UtcDateTime);
    }

    void Heading(Sheet sheet, float tableTop)
    {
        var top = 24f;
        if (Unofficial)
        {
            UnofficialRibbon.Place(sheet, Margin, Right, top, 8);
            top += UnofficialRibbon.Height + 4;
        }
        Both(sheet, new($"Commune de Casablanca · {Authority.Fr}", $"جماعة الدار البيضاء · {Authority.Ar}"), Palette.Regular(9, 13, Palette.Ink), top);
        Both(sheet, Bureau, Palette.Regular(9, 13, Palette.Ink), top + 13);
        Both(sheet, new(
                Number($"Registre des légalisations {Year}, volume {Volume} sur {Volumes}"),
                Number($"سجل تصحيح الإمضاءات والإشهاد على المطابقة {Year}، الجزء {Volume} من {Volumes}")),
            Palette.Bold(11.5f, 18, Palette.Green), top + 28);
        sheet.Rule(Margin, Right, tableTop - 31, 1.2f, Palette.Green);
        var x = Margin;
        foreach (var (words, width) in columns)
        {
            new TextBlock(words.Fr, Direction.LeftToRight, Palette.Bold(7.6f, 11, Palette.Ink), width - 6).Place(sheet, x, tableTop - 28);
            new TextBlock(words.Ar, Direction.RightToLeft, Palette.Bold(7.6f, 11, Palette.Ink), width - 6).Place(sheet, x, tableTop - 17);
            x += width;
        }
        sheet.Rule(Margin, Right, tableTop - 3, 0.6f, Palette.Green);
    }

    void Row(Sheet sheet, RegisterNumber number, float top)
    {
        var entry = RegisterEntry.Read(number.Facts);
        var (kind, fate) = (entry.Kind.Words(), RegisterCsv.Words(number.Outcome));
        var x = Margin;
        foreach (var (column, text) in new[]
        {
            RegisterEntry.Written(Year, number.Number), entry.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), kind.Fr, entry.Officer,
            entry.Delegation, entry.Case, number.Outcome?.Sha256 ?? "",
        }.Index())
        {
            var width = columns[column].Width - 6;
            if (column == 2) Pair(sheet, kind, x, top, width);
            else if (column == 3 && Officers.TryGetValue(entry.Officer, out var officer))
            {
                Pair(sheet, officer, x, top, width);
                // A directory's id of 36 characters stays on one line.
                new TextBlock(entry.Officer, Direction.LeftToRight, Palette.Code(4.4f, 6, Palette.Ink), width).Place(sheet, x, top + 18.5f);
            }
            else if (column == 6)
            {
                new BilingualBlock(fate, cell, width / 2).Place(sheet, x, x + width, top);
                // Small enough to stay on one line: it is compared, and copied, as a whole.
                if (text.Length > 0) new TextBlock(text, Direction.LeftToRight, Palette.Code(4.9f, 8, Palette.Ink), width + 6).Place(sheet, x, top + 10);
            }
            else new TextBlock(text, Direction.LeftToRight, Palette.Code(6.8f, 9.4f, Palette.Ink), width).Place(sheet, x, top + 1);
            x += columns[column].Width;
        }
        sheet.Rule(Margin, Right, top + RowHeight - 2, 0.4f, Palette.Hairline);

        static void Pair(Sheet sheet, Bilingual words, float x, float top, float width)
        {
            new TextBlock(words.Fr, Direction.LeftToRight, cell, width).Place(sheet, x, top);
            new TextBlock(words.Ar, Direction.RightToLeft, cell, width).Place(sheet, x, top + 9);
        }
    }

    void Footing(Sheet sheet, int page, int pages)
    {
        var (at, plain) = (At.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture), Palette.Regular(7.4f, 11, Palette.Quiet));
        sheet.Rule(Margin, Right, Foot, 0.6f, Palette.Green);
        Both(sheet, new(
            Number($"Extrait du {at} · dernier numéro {Head?.Number ?? 0}, {Head?.Count ?? 0} maillons · page {page} sur {pages}"),
            Number($"مستخرج بتاريخ {at} · آخر رقم {Head?.Number ?? 0}، {Head?.Count ?? 0} حلقة · الصفحة {page} من {pages}")), plain, Foot + 3);
        if (Head is not null)
            new TextBlock(Head.Hash, Direction.LeftToRight, Palette.Code(6, 10, Palette.Quiet, Align.Centre), Right - Margin).Place(sheet, Margin, Foot + 15);
        Both(sheet, new(
            "Les noms des officiers sont ceux du jour de l’extrait ; l’identifiant est celui du registre.",
            "أسماء الضباط هي المعروفة يوم الاستخراج، أما المعرف فهو المقيد في السجل."), plain, Foot + 27);
    }

    static void Both(Sheet sheet, Bilingual words, TextStyle style, float top) =>
        new BilingualBlock(words, style, (Right - Margin) / 2 - 6).Place(sheet, Margin, Right, top);

    static string Number(FormattableString text) => FormattableString.Invariant(text);

    sealed record Column(Bilingual Words, float Width);
}
