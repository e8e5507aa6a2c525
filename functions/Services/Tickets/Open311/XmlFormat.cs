using System.Globalization;
using System.Text;
using System.Xml;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>The answer as XML: UTF-8, without namespaces.</summary>
sealed class XmlFormat : GeoReportWriter
{
    static readonly XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
    readonly MemoryStream written = new();
    readonly Stream body;
    readonly XmlWriter xml;

    /// <param name="body">Where it goes; written to by <see cref="Flush"/> alone.</param>
    public XmlFormat(Stream body)
    {
        this.body = body;
        xml = XmlWriter.Create(written, settings);
        xml.WriteStartDocument();
    }

    public override void Begin(string name) => xml.WriteStartElement(name);

    public override void End() => xml.WriteEndElement();

    public override void BeginList(string name) => xml.WriteStartElement(name);

    public override void EndList() => xml.WriteEndElement();

    public override void BeginItem(string name) => xml.WriteStartElement(name);

    public override void EndItem() => xml.WriteEndElement();

    public override void Item(string name, string value) => Text(name, value);

    public override void Text(string name, string? value) => xml.WriteElementString(name, value is null ? null : Sayable(value));

    public override void Number(string name, double? value) => Text(name, value?.ToString("0.##########", CultureInfo.InvariantCulture));

    public override void Truth(string name, bool value) => Text(name, value ? "true" : "false");

    public override async Task Flush(CancellationToken stop)
    {
        xml.Flush();
        await body.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), stop);
        written.SetLength(0);
    }

    // XML has no way of saying some characters, not even escaped; what has slipped in must not end the answer in its middle.
    static string Sayable(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at])) continue;
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) at++;
            else text = string.Concat(text.AsSpan(0, at), "\uFFFD", text.AsSpan(at + 1));
        }
        return text;
    }

    public override void Dispose()
    {
        // Of an answer that broke off there is an unfinished document, which must not be finished.
        written.Dispose();
    }
}
