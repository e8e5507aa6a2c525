namespace CasaServerless.Kernel.Documents;

// Recognises other kinds of file around a document.
static class OtherFiles
{
    // A ZIP archive (or what is built on it: JAR, DOCX, APK) is found from its end: a record whose comment reaches exactly to the last byte.
    public static bool ArchiveAtEnd(ReadOnlySpan<byte> bytes)
    {
        const int record = 22;
        var tail = bytes[^Math.Min(bytes.Length, record + ushort.MaxValue)..];
        for (var found = tail.LastIndexOf("PK\x05\x06"u8); found >= 0; found = tail[..found].LastIndexOf("PK\x05\x06"u8))
        {
            if (tail.Length - found < record) continue;
            if ((tail[found + 20] | tail[found + 21] << 8) == tail.Length - found - record) return true;
        }
        return false;
    }

    // What follows a photo. Telephones put a second picture, a short film or their own notes there; those are left behind. Another document,
    // an archive, a program or a page for a browser is none of these.
    public static bool Follows(ReadOnlySpan<byte> tail)
    {
        var start = tail.IndexOfAnyExcept("\0\r\n "u8);
        if (start < 0) return false;
        tail = tail[start..];
        return tail.StartsWith("PK"u8) || tail.StartsWith("MZ"u8) || tail.StartsWith("\u007FELF"u8) || tail.StartsWith("#!"u8)
            || tail.StartsWith("Rar!"u8) || tail.StartsWith("7z"u8) || tail is [0x1F, 0x8B, ..]
            || tail.IndexOf("%PDF-"u8) >= 0 || Tag(tail) || ArchiveAtEnd(tail);
    }

    static bool Tag(ReadOnlySpan<byte> tail)
    {
        ReadOnlySpan<byte> from = tail;
        for (int open; (open = from.IndexOf((byte)'<')) >= 0; from = from[(open + 1)..])
        {
            var word = from.Slice(open + 1, Math.Min(8, from.Length - open - 1));
            if (Begins(word, "html"u8) || Begins(word, "script"u8) || Begins(word, "!doctype"u8) || Begins(word, "?php"u8)
                || Begins(word, "svg"u8)) return true;
        }
        return false;
    }

    static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
