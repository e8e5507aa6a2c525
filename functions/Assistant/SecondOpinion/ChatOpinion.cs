using System.ClientModel;
using Azure.Identity;
using CasaServerless.Bot.Language;
using Microsoft.Extensions.AI;

namespace CasaServerless.Assistant.SecondOpinion;

/// <summary>
/// The opinion of a language model. It is asked once, for a short time, and answers with one of our intents or not at all; what it says is proposed to the person and
/// does nothing. It is never asked about what may be an emergency.
/// </summary>
sealed partial class ChatOpinion(Lazy<IChatClient> chat, TimeProvider clock, ILogger<ChatOpinion> log) : ISecondOpinion
{
    /// <summary>For all of it: a token, the connection, the answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    readonly OpinionBreaker breaker = new(clock);

    public async Task<Intent?> Ask(string text, Understood first, CancellationToken stop)
    {
        if (!MayBeAsked(first) || breaker.Rests) return null;
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        string why;
        try
        {
            // The turn goes on in time, whatever the library does meanwhile.
            var answer = await chat.Value.GetResponseAsync(OpinionQuestion.Of(OutgoingText.Of(text, first)), OpinionQuestion.Options(), either.Token).WaitAsync(either.Token);
            var id = OpinionAnswer.Read(answer);
            var intent = id is null ? null : Intents.Of(id);
            if (intent is not null || id == OpinionQuestion.Unknown)
            {
                breaker.Worked();
                // Whom a model believes in danger is asked, and not sent away as by our own rules.
                return intent == Intent.Emergency ? null : intent;
            }
            why = "what it answers is none of the intents";
        }
        // A body that is not what it should be makes the library throw whatever comes.
        catch (Exception ill)
        {
            stop.ThrowIfCancellationRequested();
            why = late.IsCancellationRequested ? "no answer in time" : Why(ill);
        }
        NoOpinion(log, why, breaker.Failed() ? "; it is not asked for a minute" : "");
        return null;
    }

    static bool MayBeAsked(Understood first) => first is { Ruling: null, Intent: not Intent.Emergency, Second: not Intent.Emergency };

    // Never the exception's own message, in which the service may repeat what it was sent.
    static string Why(Exception ill) => ill switch
    {
        ClientResultException { Status: > 0 and var status } => $"status {status}",
        AuthenticationFailedException => "Casa__OpenAI__Key is empty and the identity is given no token",
        _ => ill.GetType().Name,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "No second opinion: {Why}{Rest}")]
    static partial void NoOpinion(ILogger log, string why, string rest);
}
