using System.Buffers;

namespace CasaServerless.Kernel.Pdf;

// Reads values from a file's bytes or from a decoded stream. Strict where a guess could change meaning, lenient where all viewers are.
ref struct PdfParser(ReadOnlyMemory<byte> memory, int at, PdfBudget budget, PdfNames names)
{
    readonly ReadOnlySpan<byte> bytes = memory.Span;

    public int At { get; private set; } = at;

    readonly byte Here => At < bytes.Length ? bytes[At] : (byte)0;

    readonly byte Next => At + 1 < bytes.Length ? bytes[At + 1] : (byte)0;

    // One value of any kind but a stream.
    public PdfObject Value()
    {
        var start = At;
        try
        {
            return Value(0);
        }
        finally
        {
            budget.Syntax(At - start);
        }
    }

    public void SkipBlank() => At += PdfSyntax.Blank(bytes[At..]);

    // Steps over the keyword if it stands here (after blanks).
    public bool Keyword(ReadOnlySpan<byte> word)
    {
        SkipBlank();
        if (!bytes[At..].StartsWith(word) || PdfSyntax.Token(bytes[(At + word.Length)..]) > 0) return false;
        At += word.Length;
        return true;
    }

    // Steps over a non-negative integer if one stands here (after blanks).
    public bool Integer(out long value)
    {
        SkipBlank();
        var length = PdfSyntax.Integer(bytes[At..], out value);
        if (length == 0 || PdfSyntax.Token(bytes[(At + length)..]) > 0) return false;
        At += length;
        return true;
    }

    PdfObject Value(int depth)
    {
        SkipBlank();
        budget.Value();
        switch (Here)
        {
            case (byte)'/':
                return Name();
            case (byte)'(':
                return Literal();
            case (byte)'[':
                return Array(Deeper(depth));
            case (byte)'<' when Next == '<':
                return Dictionary(Deeper(depth));
            case (byte)'<':
                return HexString();
            case var c when PdfSyntax.IsNumeric(c):
                return NumberOrReference();
            default:
                return Word();
        }
    }

    readonly int Deeper(int depth) =>
        depth < budget.Limits.Depth ? depth + 1 : throw new PdfDamaged(PdfFault.Excess, "values nested too deep");

    PdfName Name()
    {
        At++;
        var length = PdfSyntax.Token(bytes[At..]);
        var name = names.Of(bytes.Slice(At, length));
        At += length;
        return name;
    }

    PdfObject NumberOrReference()
    {
        var token = bytes.Slice(At, PdfSyntax.Token(bytes[At..]));
        At += token.Length;
        if (PdfSyntax.IsDigit(token[0]) && PdfSyntax.Integer(token, out var number) == token.Length && Reference(number) is { } reference)
            return reference;
        return PdfNumber.Read(token);
    }

    // "7 0 R" is known only at its third token.
    PdfReference? Reference(long number)
    {
        var here = At;
        if (PdfSyntax.IsBlank(Here) && Integer(out var generation) && generation <= 65_535 && number <= PdfXref.HighestNumber && Keyword("R"u8))
            return new((int)number, (int)generation);
        At = here;
        return null;
    }

    PdfObject Word()
    {
        var token = bytes.Slice(At, PdfSyntax.Token(bytes[At..]));
        At += token.Length;
        return token switch
        {
            _ when token.SequenceEqual("true"u8) => PdfBool.True,
            _ when token.SequenceEqual("false"u8) => PdfBool.False,
            _ when token.SequenceEqual("null"u8) => PdfNull.Instance,
            _ => throw new PdfDamaged("a value was expected"),
        };
    }

    PdfArray Array(int depth)
    {
        At++;
        var items = new List<PdfObject>();
        while (true)
        {
            SkipBlank();
            if (Here == ']') break;
            items.Add(Value(depth));
        }
        At++;
        return new([.. items]);
    }

    PdfDictionary Dictionary(int depth)
    {
        At += 2;
        var entries = new List<KeyValuePair<string, PdfObject>>();
        while (true)
        {
            SkipBlank();
            if (Here == '>' && Next == '>') break;
            if (Here != '/') throw new PdfDamaged("a key was expected");
            var key = Name().Value;
            entries.Add(new(key, Value(depth)));
        }
        At += 2;
        return new(entries);
    }

    PdfString HexString()
    {
        var length = bytes[++At..].IndexOf((byte)'>');
        if (length < 0) throw new PdfDamaged("a string without end");
        if (length > 2 * budget.Limits.StringBytes) throw TooLong();
        var digits = bytes.Slice(At, length);
        At += length + 1;
        var value = new byte[(digits.Length + 1) / 2];
        var count = 0;
        foreach (var c in digits)
        {
            if (PdfSyntax.IsBlank(c)) continue;
            var digit = PdfSyntax.Hex(c);
            if (digit < 0) throw new PdfDamaged("a string with a wrong digit");
            value[count / 2] |= (byte)(count % 2 == 0 ? digit << 4 : digit);
            count++;
        }
        return new(value.AsMemory(0, (count + 1) / 2));
    }

    PdfString Literal()
    {
        At++;
        var value = new ArrayBufferWriter<byte>(32);
        var open = 1;
        while (true)
        {
            var plain = bytes[At..].IndexOfAny("()\\\r"u8);
            if (plain < 0)
            {
                At = bytes.Length;
                throw new PdfDamaged("a string without end");
            }
            if (value.WrittenCount + plain > budget.Limits.StringBytes) throw TooLong();
            value.Write(bytes.Slice(At, plain));
            At += plain;
            switch (bytes[At++])
            {
                case (byte)'(':
                    open++;
                    value.Write("("u8);
                    break;
                case (byte)')' when --open == 0:
                    return new(value.WrittenSpan.ToArray());
                case (byte)')':
                    value.Write(")"u8);
                    break;
                case (byte)'\r':
                    // Any end of line in a string is one line feed.
                    if (Here == '\n') At++;
                    value.Write("\n"u8);
                    break;
                default:
                    Escape(value);
                    break;
            }
        }
    }

    static PdfDamaged TooLong() => new(PdfFault.Excess, "a string too long");

    void Escape(ArrayBufferWriter<byte> value)
    {
        if (At >= bytes.Length) throw new PdfDamaged("a string without end");
        var c = bytes[At++];
        switch (c)
        {
            case (byte)'\n':
                return;
            case (byte)'\r':
                if (Here == '\n') At++;
                return;
            case >= (byte)'0' and <= (byte)'7':
                var octal = c - '0';
                for (var more = 0; more < 2 && Here is >= (byte)'0' and <= (byte)'7'; more++) octal = octal * 8 + (bytes[At++] - '0');
                c = (byte)octal;
                break;
            default:
                c = c switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, _ => c };
                break;
        }
        value.GetSpan(1)[0] = c;
        value.Advance(1);
    }
}
