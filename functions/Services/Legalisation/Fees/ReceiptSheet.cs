using System.Globalization;
using CasaServerless.Common.Payments;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>A receipt on half a sheet (A5 across): what was paid, to whom, for what, French from the left and Arabic from the right.</summary>
sealed class ReceiptSheet
{
    const float Width = 595, Height = 420, Margin = 36, Right = Width - Margin, LabelWidth = 92, Gap = 10;

    static readonly TextStyle label = Palette.Regular(8.5f, 13, Palette.Quiet), value = Palette.Regular(10, 14, Palette.Ink),
        small = Palette.Regular(8, 11, Palette.Ink);

    public required Bilingual Authority { get; init; }

    public required Bilingual Bureau { get; init; }

    /// <summary>Null where the person was erased, or where no typeface draws the name.</summary>
    public required string? Payer { get; init; }

    public required string Case { get; init; }

    public required Bilingual Kind { get; init; }

    public required FeePayment Payment { get; init; }

    /// <summary>For one copy or signature.</summary>
    public required Money Rate { get; init; }

    /// <summary>The tax as the tariff names it.</summary>
    public required Bilingual? Basis { get; init; }

    public required bool Unofficial { get; init; }

    /// <returns>The PDF, not signed yet.</returns>
    public byte[] Draw()
    {
        var sheet = new Sheet(Width, Height);
        sheet.Fill(new Area(0, 0, Width, Height), Ink.White);
        var top = 26f;
        if (Unofficial)
        {
            UnofficialRibbon.Place(sheet, Margin, Right, top, 8);
            top += UnofficialRibbon.Height + 6;
        }
        top = Both(sheet, ArtWords.Kingdom, value, top);
        top = Both(sheet, new($"{ArtWords.City.Fr} · {Authority.Fr}", $"{ArtWords.City.Ar} · {Authority.Ar}"), value, top);
        top = Both(sheet, Bureau, value, top) + 8;
        var number = Payment.Receipt()!;
        top = Both(sheet, new($"Quittance n° {number}", $"وصل أداء رقم {number}"), Palette.Bold(14, 22, Palette.Green), top) + 3;
        sheet.Rule(Margin, Right, top, 1.2f, Palette.Green);
        foreach (var (name, said) in Lines()) top = Line(sheet, name, said, value, top + 4);
        if (Basis is not null) top = Line(sheet, new("Taxe", "الرسم"), Basis, small, top + 4);
        if (Payment.RefundedAt is { } back)
        {
            var day = Date(CityTime.Day(back));
            top = Both(sheet, new($"Montant remboursé le {day}.", $"تم إرجاع هذا المبلغ بتاريخ {day}."), Palette.Bold(10, 15, Palette.Red), top + 6);
        }
        return SheetsPdf.Write([sheet], $"Quittance – وصل أداء {number}", Payment.At.UtcDateTime);
    }

    IEnumerable<(Bilingual Name, Bilingual Value)> Lines()
    {
        var at = CityTime.In(Payment.At).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
        yield return (new("Montant payé", "المبلغ المؤدى"), Payment.Money.Words());
        yield return (new("Payé", "الأداء"), new($"{Payment.Means.Words().Fr}, le {at}", $"{Payment.Means.Words().Ar}، بتاريخ {at}"));
        if (Payer is not null) yield return (new("Demandeur", "صاحب الطلب"), new(Payer, Payer));
        yield return (new("Objet", "الموضوع"), new($"{Kind.Fr} ({Units().Fr})", $"{Kind.Ar} ({Units().Ar})"));
        yield return (new("Dossier", "الملف"), new(Case, Case));
    }

    Bilingual Units()
    {
        var count = (Rate.Amount == 0 ? 0 : Payment.Money.Amount / Rate.Amount).ToString("0.##", CultureInfo.InvariantCulture);
        return new($"{count} × {Rate.Words().Fr}", $"{count} × {Rate.Words().Ar}");
    }

    static float Line(Sheet sheet, Bilingual name, Bilingual said, TextStyle style, float top)
    {
        var labels = new BilingualBlock(name, label, LabelWidth);
        labels.Place(sheet, Margin, Right, top);
        var (from, to) = (Margin + LabelWidth + Gap, Right - LabelWidth - Gap);
        float height;
        if (said.Fr == said.Ar)
        {
            var once = new TextBlock(said.Fr, Bidi.DirectionOf(said.Fr), style with { Align = Align.Centre }, to - from);
            once.Place(sheet, from, top);
            height = once.Height;
        }
        else
        {
            var both = new BilingualBlock(said, style, (to - from) / 2 - Gap / 2);
            both.Place(sheet, from, to, top);
            height = both.Height;
        }
        var end = top + Math.Max(labels.Height, height) + 3;
        sheet.Rule(Margin, Right, end, 0.5f, Palette.Hairline);
        return end;
    }

    static float Both(Sheet sheet, Bilingual words, TextStyle style, float top)
    {
        var block = new BilingualBlock(words, style, (Right - Margin) / 2 - 6);
        block.Place(sheet, Margin, Right, top);
        return top + block.Height;
    }

    static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
