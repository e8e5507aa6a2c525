using System.Globalization;
using System.Text;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A page with its band: a new page dictionary over the same content streams, none of which is touched.</summary>
sealed class StampedPage
{
    readonly PdfFile file;
    readonly PdfPage page;
    readonly PageContent content;
    readonly SealBand band;
    readonly PdfObject annotations;

    StampedPage(PdfFile file, PdfPage page, PageContent content, SealBand band, PdfObject annotations) =>
        (this.file, this.page, this.content, this.band, this.annotations) = (file, page, content, band, annotations);

    /// <param name="strip">Size of the strip in points, from its origin.</param>
    /// <returns>Null when no band can be added without altering or hiding something.</returns>
    public static StampedPage? Plan(PdfFile file, PdfPage page, PageContent content, PdfBox strip) =>
        SealBand.For(page.VisibleBox, page.Rotate, page.UserUnit, strip.Width, strip.Height) is { } band
        && BandAnnotations.TryKeep(file, page, band, out var annotations) ? new(file, page, content, band, annotations) : null;

    /// <param name="strip">What all pages show.</param>
    /// <param name="label">What only this one shows.</param>
    /// <param name="before">Streams that open so many graphics states, shared among pages.</param>
    public void Write(PdfUpdate update, PdfReference strip, PdfReference label, Func<string, PdfReference> before)
    {
        // A resource dictionary may be shared with pages and forms we know nothing of, so the page gets a copy of its own.
        var drawings = file.Resolve(page.Resources, "XObject") as PdfDictionary ?? [];
        var (stripName, labelName) = (Free(drawings, "CasaStrip"), Free(drawings, "CasaLabel"));
        var whiteName = Free(drawings, "CasaWhite");
        drawings = drawings.With(whiteName, update.Add(White())).With(stripName, strip).With(labelName, label);
        var after = update.Add(new PdfStream([], Encoding.ASCII.GetBytes(Tail(whiteName, stripName, labelName))));
        var stamped = page.Dictionary
            .With("Contents", PdfArray.Of([before(Head()), .. content.Streams, after]))
            .With("Resources", page.Resources.With("XObject", drawings))
            .With("MediaBox", Around(page.MediaBox, band.Page).ToArray())
            .With("CropBox", band.Page.ToArray());
        foreach (var key in (ReadOnlySpan<string>)["BleedBox", "TrimBox", "ArtBox"])
        {
            if (Box(key) is { } box) stamped = stamped.With(key, band.Reaching(box).ToArray());
        }
        if (annotations is not PdfNull) stamped = stamped.With("Annots", annotations);
        update.Put(page.Reference, stamped);
    }

    // What the page draws stays where it was visible, in a state that it cannot leave.
    string Head() => $"q {Area(page.VisibleBox)} re W n\n{content.Balance.Before}";

    // A form of its own, because the page's resources may give white another meaning; Ghostscript asks them even then, unless the form answers.
    PdfStream White() => new(
        new PdfDictionary
        {
            ["Type"] = new PdfName("XObject"),
            ["Subtype"] = new PdfName("Form"),
            ["BBox"] = band.Page.ToArray(),
            ["Resources"] = new PdfDictionary
            {
                ["ColorSpace"] = new PdfDictionary { ["DefaultGray"] = new PdfName("DeviceGray") },
            },
        },
        Encoding.ASCII.GetBytes($"1 g\n{string.Concat(band.Added.Select(area => Area(area) + " re\n"))}f\n"));

    /// <summary>
    /// Closes what the content left open, whitens what the band brought to light, and paints the seal on it: as an artifact, so that a
    /// tagged document's structure stays what it was.
    /// </summary>
    string Tail(string white, string strip, string label)
    {
        var tail = new StringBuilder("\n").Append(content.Balance.After).Append("Q\n/Artifact BMC\nq\n/").Append(white).Append(" Do\n");
        return tail.Append(Numbers(band.Matrix)).Append(" cm\n/").Append(strip).Append(" Do\n/").Append(label).Append(" Do\nQ\nEMC\n").ToString();
    }

    static string Area(PdfBox box) => Numbers([box.X0, box.Y0, box.Width, box.Height]);

    static string Numbers(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString("0.########", CultureInfo.InvariantCulture)));

    static string Free(PdfDictionary taken, string name)
    {
        for (var n = 1; ; n++)
        {
            var candidate = n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{n}");
            if (!taken.Has(candidate)) return candidate;
        }
    }

    static PdfBox Around(PdfBox one, PdfBox other) =>
        new(Math.Min(one.X0, other.X0), Math.Min(one.Y0, other.Y0), Math.Max(one.X1, other.X1), Math.Max(one.Y1, other.Y1));

    PdfBox? Box(string key)
    {
        if (file.Resolve(page.Dictionary, key) is not PdfArray { Count: 4 } corners) return null;
        var n = corners.Select(corner => (file.Resolve(corner) as PdfNumber)?.Value ?? 0).ToArray();
        return new PdfBox(Math.Min(n[0], n[2]), Math.Min(n[1], n[3]), Math.Max(n[0], n[2]), Math.Max(n[1], n[3]));
    }
}
