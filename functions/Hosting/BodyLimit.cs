using Microsoft.AspNetCore.Http.Metadata;

namespace CasaServerless.Hosting;

/// <summary>How long a request's body may be; read by routing, which tells the server.</summary>
sealed record BodyLimit(long Bytes) : IRequestSizeLimitMetadata
{
    /// <summary>What an endpoint takes that says nothing: forms and JSON, no files.</summary>
    public const long Otherwise = 256 * 1024;

    long? IRequestSizeLimitMetadata.MaxRequestBodySize => Bytes;
}
