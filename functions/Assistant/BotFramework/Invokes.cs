using System.Text.Json;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// The answers to what Teams asks and waits for (invoke). Whatever the bot does not offer is answered too, in words: where nothing is said, Teams tells
/// the person that something went wrong. Pure.
/// </summary>
public static class Invokes
{
    const string CardType = AdaptiveCard.ContentType, ErrorType = "application/vnd.microsoft.error";

    static readonly Words notOffered = new(
        "Ceci n’est pas proposé ici. Écrivez à l’assistant dans la conversation.",
        "هذه الوظيفة غير متاحة هنا. اكتبوا إلى المساعد في المحادثة.");

    /// <summary>The answer, its status first; null for an invoke that nobody knows.</summary>
    public static InvokeAnswer? Answer(Activity invoke) => invoke.Name switch
    {
        "adaptiveCard/action" => CardAction(invoke),
        // Nobody is asked to sign in: there is nothing to verify, and no token is exchanged.
        "signin/verifyState" or "signin/failure" => Nothing(),
        "signin/tokenExchange" => NoExchange(invoke),
        "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction" or "message/fetchTask" =>
            new(200, Element(new TaskAnswer(new("message", Say(invoke))), Readable.BotFramework.TaskAnswer)),
        "composeExtension/setting" or "composeExtension/onCardButtonClicked" => Nothing(),
        { } name when name.StartsWith("composeExtension/", StringComparison.Ordinal) =>
            new(200, Element(new ExtensionAnswer(new("message", Say(invoke))), Readable.BotFramework.ExtensionAnswer)),
        "fileConsent/invoke" or "message/submitAction" => Nothing(),
        _ => null,
    };

    /// <summary>What was chosen on a card, by either of its actions: Action.Execute’s invoke, or Action.Submit’s message with a value and no text.</summary>
    public static Chosen? ChosenIn(Activity activity)
    {
        var data = activity.Type != ActivityTypes.Invoke ? activity.Value
            : Read(activity.Value, Readable.BotFramework.CardInvoke)?.Action is { Type: "Action.Execute", Verb: Chosen.Verb } action ? action.Data : null;
        return Read(data, Readable.BotFramework.CardChosen) is { Choice: { Length: > 0 and <= 200 } } chosen ? chosen : null;
    }

    internal static Tongue Tongue(Activity activity) => activity.Locale?.StartsWith("ar", StringComparison.OrdinalIgnoreCase) == true ? Bot.Messages.Tongue.Arabic : Bot.Messages.Tongue.French;

    // Answered with 200 always; how it went stands within.
    static InvokeAnswer CardAction(Activity invoke)
    {
        if (Read(invoke.Value, Readable.BotFramework.CardInvoke)?.Action is not { } action) return CardFault("BadRequest", "The invoke has no action.");
        if (action.Type != "Action.Execute") return CardFault("NotSupported", "Action.Execute alone is answered here.");
        if (ChosenIn(invoke) is not { } chosen) return CardFault("BadRequest", "The action is none of ours.");
        var card = ActivityRenderer.Answered(Bot.Channels.Cutting.Short(chosen.Title is { Length: > 0 } title ? title : chosen.Choice!, 200), Tongue(invoke));
        return Card(new CardAnswer(200, CardType, Element(card, Readable.BotFramework.AdaptiveCard)));
    }

    static InvokeAnswer CardFault(string code, string message) =>
        Card(new(400, ErrorType, Element(new InvokeError(code, message), Readable.BotFramework.InvokeError)));

    static InvokeAnswer Card(CardAnswer answer) => new(200, Element(answer, Readable.BotFramework.CardAnswer));

    static InvokeAnswer NoExchange(Activity invoke)
    {
        var asked = Read(invoke.Value, Readable.BotFramework.TokenExchange);
        return new(412, Element(new TokenExchange(asked?.Id, asked?.ConnectionName, "The bot exchanges no tokens."), Readable.BotFramework.TokenExchange));
    }

    static InvokeAnswer Nothing() => new(200, Element(new Nothing(), Readable.BotFramework.NothingToSay));

    static string Say(Activity invoke) => notOffered.In(Tongue(invoke));

    static JsonElement Element<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) => JsonSerializer.SerializeToElement(value, shape);

    static T? Read<T>(JsonElement? value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return value is { ValueKind: JsonValueKind.Object } its ? its.Deserialize(shape) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The answer to an invoke.</summary>
public sealed record InvokeAnswer(int Status, JsonElement Body);

/// <summary>What a card’s Action.Execute sends.</summary>
sealed record CardInvoke(CardInvoke.Act? Action)
{
    public sealed record Act(string? Type, string? Verb, JsonElement? Data);
}

/// <summary>What it is answered.</summary>
sealed record CardAnswer(int StatusCode, string Type, JsonElement Value);

/// <summary>What went wrong with a card.</summary>
sealed record InvokeError(string Code, string Message);

/// <summary>The answer to a dialog that was asked for (task module).</summary>
sealed record TaskAnswer(TaskAnswer.Told Task)
{
    public sealed record Told(string Type, string Value);
}

/// <summary>The answer to a message extension.</summary>
sealed record ExtensionAnswer(ExtensionAnswer.Worded ComposeExtension)
{
    public sealed record Worded(string Type, string Text);
}

/// <summary>A token that is asked to be exchanged, and why it was not.</summary>
sealed record TokenExchange(string? Id, string? ConnectionName, string? FailureDetail);
