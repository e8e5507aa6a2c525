namespace CasaServerless.Hosting;

/// <summary>
/// Who may call an endpoint. Every endpoint says so with <see cref="Doors.AllowedTo"/> or <see cref="Doors.OpenToAnyone"/>; the program does not
/// start while one is silent.
/// </summary>
public sealed class Access
{
    /// <summary>Anyone; a caller who shows who they are is known all the same.</summary>
    public static Access Anyone { get; } = new();

    /// <summary>Whoever shows a token that the endpoint reads itself: it is no staff's, and the door does not look at it.</summary>
    public static Access Token { get; } = new();

    /// <summary>The platform's own call of a queue or timer function; nobody from outside.</summary>
    public static Access Platform { get; } = new();

    /// <summary>The roles of which a caller needs one; empty for <see cref="Anyone"/>, <see cref="Token"/> and <see cref="Platform"/>.</summary>
    public IReadOnlyList<string> Roles { get; private init; } = [];

    /// <summary>Callers who have one of <paramref name="roles"/>.</summary>
    public static Access To(params string[] roles) =>
        roles.Length > 0 ? new() { Roles = roles } : throw new ArgumentException("Name a role, or say OpenToAnyone.", nameof(roles));
}

/// <summary>The doors of the city's endpoints: who enters, how often, and with how much.</summary>
public static class Doors
{
    /// <summary>Callers need one of <paramref name="roles"/>: nobody known is answered 401, a known one without the role 403.</summary>
    public static TBuilder AllowedTo<TBuilder>(this TBuilder endpoint, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(Access.To(roles));

    /// <summary>Anyone may call; if the act itself asks for more (an access code), it refuses itself.</summary>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(Access.Anyone);

    /// <summary>Whoever shows a token of another kind than the staff's (a chat's, a channel's), which the act itself reads and refuses.</summary>
    public static TBuilder OpenToToken<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(Access.Token);

    /// <summary>Takes a body of up to <paramref name="bytes"/> instead of <see cref="BodyLimit.Otherwise"/>.</summary>
    public static TBuilder AcceptsUpTo<TBuilder>(this TBuilder endpoint, long bytes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new BodyLimit(bytes));

    /// <summary>The body is a file of one of these kinds. Said for the description alone: what a file is, its content tells.</summary>
    public static TBuilder TakesFile<TBuilder>(this TBuilder endpoint, params string[] mediaTypes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new TakesFile(mediaTypes));
}

/// <summary>The kinds of file that an endpoint takes as its body.</summary>
sealed record TakesFile(IReadOnlyList<string> MediaTypes);
