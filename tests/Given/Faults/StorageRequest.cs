using System.Text;
using System.Xml.Linq;

namespace CasaServerless.Tests.Given.Faults;

/// <summary>What a request wants of storage.</summary>
public enum StorageCall
{
    /// <summary>An entity-group transaction.</summary>
    Commit,
    RowInsert,
    RowWrite,
    RowRead,
    RowDelete,
    Send,
    Receive,

    /// <summary>A message is hidden for longer, or released.</summary>
    Hide,

    /// <summary>A message is deleted.</summary>
    Remove,
    BlobPut,
    BlobRead,
    BlobDelete,
    Other,
}

/// <summary>A request on its way to storage, as far as a plan of faults looks at it.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Text">The body; a queue message decoded.</param>
public sealed record StorageRequest(StorageCall Call, string Target, string Text)
{
    internal static StorageRequest Of(StorageService service, string method, string target, byte[] body)
    {
        var (path, query) = target.IndexOf('?') is >= 0 and var mark ? (target[..mark], target[mark..]) : (target, "");
        var call = service switch
        {
            StorageService.Table => OfTable(method, path),
            StorageService.Queue => OfQueue(method, path, query),
            _ => OfBlob(method, path, query),
        };
        return new(call, target, call is StorageCall.BlobPut ? "" : call is StorageCall.Send ? Message(body) : Encoding.UTF8.GetString(body));
    }

    static StorageCall OfTable(string method, string path) => method switch
    {
        "POST" when path.EndsWith("/$batch", StringComparison.Ordinal) => StorageCall.Commit,
        "POST" when !path.EndsWith("/Tables", StringComparison.Ordinal) => StorageCall.RowInsert,
        "PUT" or "PATCH" or "MERGE" => StorageCall.RowWrite,
        "GET" => StorageCall.RowRead,
        "DELETE" => StorageCall.RowDelete,
        _ => StorageCall.Other,
    };

    static StorageCall OfQueue(string method, string path, string query) => (method, path.Split('/')) switch
    {
        ("POST", [.., "messages"]) => StorageCall.Send,
        ("GET", [.., "messages"]) when !query.Contains("peekonly", StringComparison.Ordinal) => StorageCall.Receive,
        ("PUT", [.., "messages", _]) => StorageCall.Hide,
        ("DELETE", [.., "messages", _]) => StorageCall.Remove,
        _ => StorageCall.Other,
    };

    static StorageCall OfBlob(string method, string path, string query)
    {
        // /account/container/name…; leases and properties are other calls.
        if (path.Split('/').Length < 4 || query.Contains("comp=", StringComparison.Ordinal)) return StorageCall.Other;
        return method switch
        {
            "PUT" => StorageCall.BlobPut,
            "GET" => StorageCall.BlobRead,
            "DELETE" => StorageCall.BlobDelete,
            _ => StorageCall.Other,
        };
    }

    static string Message(byte[] body)
    {
        var text = XDocument.Load(new MemoryStream(body)).Descendants("MessageText").Single().Value;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }
}

enum StorageService
{
    Blob,
    Queue,
    Table,
}
