using System.Net;
using System.Text.RegularExpressions;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// What was written, without the bot’s own name: in a channel of Teams people write to a bot by naming it, and « @Casablanca agent » is the word « agent ».
/// Others who are named keep their names. Pure.
/// </summary>
public static partial class Mentions
{
    /// <summary>The text as a person would read it aloud to the bot.</summary>
    public static string Stripped(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in (activity.Entities ?? []).Where(entity => entity is { Type: "mention", Text.Length: > 0 }))
        {
            if (mention.Mentioned?.Id is { } id && id == activity.Recipient?.Id) text = text.Replace(mention.Text!, " ", StringComparison.Ordinal);
        }
        text = Tag().Replace(text, "");
        // Teams writes a no-break space after a name, as a sign or as &nbsp;.
        if (activity.TextFormat is "xml" or null or "plain" && text.Contains("&nbsp;", StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        return Spaces().Replace(text, " ").Trim();
    }

    // No tag holds another: thousands of beginnings without an end are then looked at once each.
    [GeneratedRegex("</?at(?: [^<>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // Lines are kept: only what stands within a line is drawn together.
    [GeneratedRegex(@"[ \t\u00A0]+")]
    private static partial Regex Spaces();
}
