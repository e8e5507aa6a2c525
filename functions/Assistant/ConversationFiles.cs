using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant;

/// <summary>Files that people send in a conversation: photos, which are drawn anew, and PDFs, which are examined; nothing else is kept.</summary>
public sealed class ConversationFiles(CaseBlobs blobs, DocumentJudge documents, PhotoJudge photos, SignedLink links, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>What a channel's link to a file is for.</summary>
    public const string Purpose = "chat file";

    const string Folder = "files";
    // An agent may look into a thread on the day after.
    static readonly TimeSpan linkLife = TimeSpan.FromMinutes(30), staffLife = TimeSpan.FromDays(2);

    /// <summary>The largest file, in bytes.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>As people are told them.</summary>
    public static DocumentLimits Limits { get; } = new() { MaxBytes = (int)MaxBytes };

    /// <summary>Judges a file by its content and keeps it under its conversation; where it is not taken, the fault says why.</summary>
    public async Task<SentFile> Keep(string conversation, string name, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        if (bytes.Length > MaxBytes) return new(name, "", null, bytes.Length) { Fault = DocumentFault.TooLarge };
        var (kept, type, fault) = await DocumentWork.Run(() => Task.FromResult(Judged(bytes)), stop);
        if (kept is null) return new(name, "", null, bytes.Length) { Fault = fault };
        return new(name, type, await blobs.Save(conversation, Folder, kept.Value, type, stop), kept.Value.Length);
    }

    /// <summary>An address under which a file can be read for half an hour, by whoever has it.</summary>
    public string Link(string conversation, SentFile file) => Link(conversation, file, linkLife);

    /// <summary>The whole address of a file, for an agent who was shown the conversation.</summary>
    public string LinkForStaff(string conversation, SentFile file) => configuration["Casa:PublicUrl"]?.TrimEnd('/') + Link(conversation, file, staffLife);

    string Link(string conversation, SentFile file, TimeSpan life) =>
        $"/api/chat/files/{links.Make(Purpose, $"{conversation}/{file.Sha256}/{(file.MediaType == "image/jpeg" ? "jpg" : "pdf")}", clock.GetUtcNow() + life)}";

    /// <summary>The file of a link, and its type; null where the link is over or the file is gone.</summary>
    public async Task<(Stream Content, string Type)?> Open(string token, CancellationToken stop)
    {
        if (links.Read(Purpose, token)?.Split('/') is not [var conversation, var sha256, var ending]) return null;
        return await blobs.Open(conversation, Folder, sha256, stop) is { } file ? (file, ending == "jpg" ? "image/jpeg" : "application/pdf") : null;
    }

    (ReadOnlyMemory<byte>? Kept, string Type, DocumentFault? Fault) Judged(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith("%PDF-"u8))
        {
            return documents.Judge(bytes) switch
            {
                DocumentVerdict.Accepted => (bytes, "application/pdf", null),
                DocumentVerdict.Refused refused => (null, "", refused.Fault),
                _ => (null, "", DocumentFault.Damaged),
            };
        }
        var photo = photos.Judge(bytes);
        return photo.Jpeg is { } jpeg ? (jpeg, "image/jpeg", null) : (null, "", photo.Fault);
    }
}
