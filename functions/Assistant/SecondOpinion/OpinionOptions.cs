using System.Text.RegularExpressions;

namespace CasaServerless.Assistant.SecondOpinion;

/// <summary>The city’s deployment of Azure OpenAI: <c>Casa__OpenAI__Endpoint</c> and its neighbours.</summary>
/// <param name="Endpoint">Of the resource. What people write goes there and nowhere else.</param>
/// <param name="Deployment">The name that the model was deployed under.</param>
/// <param name="Key">Null where the program’s managed identity speaks for it.</param>
public sealed partial record OpinionOptions(Uri Endpoint, string Deployment, string? Key)
{
    static readonly string[] hosts = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"];

    /// <summary>What the settings say; null where nobody is to be asked.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be; the message names it, never its value.</exception>
    public static OpinionOptions? From(IConfiguration configuration, bool development)
    {
        var (endpoint, deployment, key) = (configuration["Casa:OpenAI:Endpoint"], configuration["Casa:OpenAI:Deployment"], configuration["Casa:OpenAI:Key"]);
        if (string.IsNullOrEmpty(endpoint))
        {
            return string.IsNullOrEmpty(deployment) && string.IsNullOrEmpty(key) ? null
                : throw new InvalidOperationException("Casa__OpenAI__Endpoint is not set, though a deployment or a key is.");
        }
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address is not { UserInfo: "", PathAndQuery: "/", Fragment: "" } || !OutgoingHosts.Allow(address, hosts, development))
            throw new InvalidOperationException($"Casa__OpenAI__Endpoint is not https://NAME{string.Join(" or ", hosts)} without a path: what people write goes nowhere else.");
        if (deployment is null || !Name().IsMatch(deployment)) throw new InvalidOperationException("Casa__OpenAI__Deployment is not the name of a deployment.");
        return new(address, deployment, key is { Length: > 0 } ? key : null);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name();
}
