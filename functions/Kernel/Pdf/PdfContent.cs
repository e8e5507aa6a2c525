namespace CasaServerless.Kernel.Pdf;

/// <summary>
/// Reads a content stream operator by operator (ISO 32000-2, 7.8.2), in one pass, nothing allocated:
/// <c>var content = new PdfContent(file.ContentOf(page).Span); while (content.Next()) …</c>. An inline image comes as <c>BI</c> and
/// <c>EI</c>. Stray delimiters are skipped as viewers do; a string, array or image without end is <see cref="PdfDamaged"/>, because it would
/// swallow whatever is appended.
/// </summary>
public ref struct PdfContent(ReadOnlySpan<byte> content)
{
    readonly ReadOnlySpan<byte> bytes = content;
    bool inline;

    /// <summary>The operator just read.</summary>
    public ReadOnlySpan<byte> Operator { get; private set; }

    /// <summary>The operator's last operand that is itself a name, as written (without slash, <c>#xx</c> not decoded); empty when there is none.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>How many bytes of notation its string operands take.</summary>
    public int Text { get; private set; }

    /// <summary>Right behind the operator.</summary>
    public int At { get; private set; }

    /// <summary>Moves to the next operator; false at the end.</summary>
    public bool Next()
    {
        Name = default;
        Text = 0;
        int open = 0, dictionaries = 0;
        if (inline) return InlineImage();
        while (true)
        {
            At += PdfSyntax.Blank(bytes[At..]);
            if (At >= bytes.Length) return open + dictionaries == 0 ? false : throw new PdfDamaged("content with an array or dictionary without end");
            var c = bytes[At];
            switch (c)
            {
                case (byte)'/':
                    var name = PdfSyntax.Token(bytes[++At..]);
                    if (open + dictionaries == 0) Name = bytes.Slice(At, name);
                    At += name;
                    break;
                case (byte)'(':
                    Literal();
                    break;
                case (byte)'<' when bytes[At..].StartsWith("<<"u8):
                    dictionaries++;
                    At += 2;
                    break;
                case (byte)'>' when bytes[At..].StartsWith(">>"u8):
                    dictionaries = Math.Max(0, dictionaries - 1);
                    At += 2;
                    break;
                case (byte)'<':
                    var hex = bytes[At..].IndexOf((byte)'>');
                    if (hex < 0) throw new PdfDamaged("content with a string without end");
                    Text += hex / 2;
                    At += hex + 1;
                    break;
                case (byte)'[':
                    open++;
                    At++;
                    break;
                case (byte)']':
                    open = Math.Max(0, open - 1);
                    At++;
                    break;
                case (byte)'>' or (byte)'{' or (byte)'}' or (byte)')':
                    At++;
                    break;
                default:
                    var token = bytes.Slice(At, PdfSyntax.Token(bytes[At..]));
                    At += token.Length;
                    if (IsOperand(token)) break;
                    // An operator inside an array ends it for viewers, but what they then make of the rest differs.
                    if (open + dictionaries > 0) throw new PdfDamaged("content with an array or dictionary without end");
                    Operator = token;
                    inline = token.SequenceEqual("BI"u8);
                    return true;
            }
        }
    }

    static bool IsOperand(ReadOnlySpan<byte> token) =>
        PdfSyntax.IsNumeric(token[0]) || token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8) || token.SequenceEqual("null"u8);

    void Literal()
    {
        var start = At++;
        for (var open = 1; open > 0; At++)
        {
            var mark = bytes[At..].IndexOfAny("()\\"u8);
            if (mark < 0) throw new PdfDamaged("content with a string without end");
            At += mark;
            if (bytes[At] == '\\') At = Math.Min(At + 1, bytes.Length - 1);
            else open += bytes[At] == '(' ? 1 : -1;
        }
        Text += At - start;
    }

    // From behind BI to behind EI. The data has no length: it ends at an EI between blanks that text follows (as pdf.js decides it).
    bool InlineImage()
    {
        inline = false;
        var data = bytes[At..].IndexOf("ID"u8);
        while (data >= 0 && !Alone(At + data)) data = Later(data, "ID"u8);
        if (data < 0) throw new PdfDamaged("content with an image without data");
        At += data + 2;
        var end = bytes[At..].IndexOf("EI"u8);
        while (end >= 0 && !(Alone(At + end) && TextFollows(At + end + 2))) end = Later(end, "EI"u8);
        if (end < 0) throw new PdfDamaged("content with an image without end");
        Operator = bytes.Slice(At + end, 2);
        At += end + 2;
        return true;
    }

    readonly int Later(int from, ReadOnlySpan<byte> word)
    {
        var more = bytes[(At + from + 2)..].IndexOf(word);
        return more < 0 ? -1 : from + 2 + more;
    }

    readonly bool Alone(int word) =>
        PdfSyntax.IsBlank(bytes[word - 1]) && (word + 2 >= bytes.Length || PdfSyntax.IsBlank(bytes[word + 2]));

    readonly bool TextFollows(int from)
    {
        foreach (var c in bytes[from..Math.Min(bytes.Length, from + 16)])
        {
            if (c is not (9 or 10 or 13 or >= 32 and < 127)) return false;
        }
        return true;
    }
}
