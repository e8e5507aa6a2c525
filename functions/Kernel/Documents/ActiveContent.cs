using System.Text;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Documents;

// Whether a PDF does more than show pages. Looks at values after their names were decoded, one object at a time, reachable or not: a search
// of the bytes finds neither "/JavaScr#69pt" nor what is packed in an object stream.
sealed class ActiveContent(PdfFile file)
{
    static readonly HashSet<string> actions =
    [
        "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Sound", "Movie", "RichMediaExecute", "GoTo3DView",
        "SetOCGState", "Hide", "ResetForm",
    ];

    static readonly HashSet<string> harmlessActions = ["GoTo", "URI", "Named", "Thread", "Trans", "GoToDp"];

    static readonly HashSet<string> subtypes = ["RichMedia", "Screen", "Movie", "Sound", "FileAttachment", "3D", "PS"];

    static readonly HashSet<string> schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "ftp", "mailto", "tel" };

    // Flags of annotations: neither shown nor printed; printed and not shown; shown when pointed at.
    const int Hidden = 2, NoView = 32, ToggleNoView = 256;

    // Entries of a list that its shape is judged by. What they lead to is looked at in its own right, so nothing hides behind the last.
    const int Enough = 32;

    // Links to addresses on the web, so far.
    public int Links { get; private set; }

    public void Look(PdfObject value)
    {
        switch (value)
        {
            case PdfArray array:
                foreach (var item in array) Look(item);
                break;
            case PdfStream stream:
                External(stream.Dictionary);
                if (file.Resolve(stream.Dictionary, "Alternates") is PdfArray { Count: > 0 }) throw Active("/Alternates");
                Dictionary(stream.Dictionary);
                break;
            case PdfDictionary dictionary:
                Dictionary(dictionary);
                break;
        }
    }

    void Dictionary(PdfDictionary dictionary)
    {
        Changing(dictionary);
        foreach (var (key, value) in dictionary)
        {
            Key(key, value);
            Look(value);
        }
    }

    // What is printed otherwise than it is shown: the officer certifies what the screen shows.
    void Changing(PdfDictionary dictionary)
    {
        // Layers that an event (showing, printing) switches.
        if (dictionary.Has("OCGs") && Name(dictionary["Event"]) is not null && file.Resolve(dictionary, "OCGs") is not PdfArray { Count: 0 })
            throw Active("/AS of layers");
        if (dictionary.Has("Rect") && Name(dictionary["Subtype"]) is not (null or "Popup")
            && file.Resolve(dictionary, "F") is PdfNumber { Value: var flags } && ((long)flags & Hidden) == 0
            && ((long)flags & (NoView | ToggleNoView)) != 0) throw Active("/F of an annotation");
    }

    void Key(string key, PdfObject value)
    {
        switch (key)
        {
            case "S" when Name(value) is { } action && actions.Contains(action):
                throw Active($"/S /{action}");
            case "Subtype" when Name(value) is { } subtype && subtypes.Contains(subtype):
                throw Active($"/Subtype /{subtype}");
            case "JS" when file.Resolve(value) is PdfString or PdfStream:
            case "JavaScript" or "EmbeddedFiles" or "Collection" or "Renditions" when file.Resolve(value) is PdfDictionary:
            case "XFA" when file.Resolve(value) is PdfArray or PdfStream:
            case "EF" when file.Resolve(value) is PdfDictionary files && files.Take(Enough).Any(f => file.Resolve(f.Value) is PdfStream):
            case "AF" when Files(file.Resolve(value)):
            case "AA" when file.Resolve(value) is PdfDictionary triggers && triggers.Take(Enough).Any(t => Action(t.Value) is not null):
            case "OpenAction" when file.Resolve(value) is PdfDictionary opening && Name(opening["S"]) is not "GoTo":
            case var media when media.StartsWith("RichMedia", StringComparison.Ordinal):
                throw Active("/" + key);
            case "URI" or "Base" when file.Resolve(value) is PdfString address:
                Address(address.Bytes.Span, link: key == "URI");
                break;
        }
    }

    // A page's or a font's resource may bear any of these names, so the shape decides as well.
    bool Files(PdfObject value) => value switch
    {
        PdfArray list => list.Take(Enough).Any(item => Files(file.Resolve(item) as PdfDictionary ?? [])),
        PdfDictionary one => one.Has("EF") || one.Is("Type", "Filespec"),
        _ => false,
    };

    string? Action(PdfObject value) =>
        file.Resolve(value) is PdfDictionary action && Name(action["S"]) is { } kind && (actions.Contains(kind) || harmlessActions.Contains(kind))
            ? kind : null;

    string? Name(PdfObject value) => (file.Resolve(value) as PdfName)?.Value;

    // Data or pages that lie in another file.
    void External(PdfDictionary stream)
    {
        if (file.Resolve(stream, "F") is PdfString or PdfDictionary) throw Active("/F of a stream");
        if (stream.Is("Subtype", "Form") && file.Resolve(stream, "Ref") is PdfDictionary) throw Active("/Ref");
        if (stream.Is("Type", "EmbeddedFile")) throw Active("/Type /EmbeddedFile");
        if (stream.Is("Subtype2", "PS") || file.Resolve(stream, "PS") is PdfStream) throw Active("/PS");
    }

    // Addresses of the web, of mail and of telephones, and what is relative; never a program, a file or another machine's share.
    void Address(ReadOnlySpan<byte> bytes, bool link)
    {
        var text = Encoding.Latin1.GetString(bytes).Trim('\0', '\t', '\n', '\f', '\r', ' ');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var end = text.AsSpan().IndexOfAny("/?#\\");
        var scheme = colon > 0 && (end < 0 || colon < end) ? text[..colon] : "";
        // "www.casablanca.ma:8080" has a host before its colon.
        if (scheme.Length > 0 && !schemes.Contains(scheme) && !scheme.Contains('.', StringComparison.Ordinal)) throw Active("/URI of another scheme");
        if (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith('\\')) throw Active("/URI of another machine");
        if (link) Links++;
    }

    static DocumentRefused Active(string finding) => new(DocumentFault.ActiveContent, finding);
}
