using System.Net;
using System.Net.Sockets;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CasaServerless.Common.Notices;

/// <summary>Notices by e-mail: plain text, and the same paragraphs as HTML so that Arabic stands right to left.</summary>
public sealed class EmailChannel(EmailOptions options) : INoticeChannel
{
    public const string ChannelName = "email";

    const int Patience = 20_000;

    public string Name => ChannelName;

    public bool IsOpen => options.Host is not null;

    public async Task<bool> Send(Notice notice, CancellationToken stop)
    {
        using var letter = Letter(notice);
        using var client = new SmtpClient { Timeout = Patience };
        try
        {
            var security = !options.Encrypted ? SecureSocketOptions.None
                : options.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
            await client.ConnectAsync(options.Host!, options.Port, security, stop);
            if (options.User is { Length: > 0 } user) await client.AuthenticateAsync(user, options.Password ?? "", stop);
            await client.SendAsync(letter, stop);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 550)
        {
            return false;
        }
        // The exception's own text may quote the address: its kind is all that is kept.
        catch (Exception ill) when (ill is SmtpCommandException or ProtocolException or ServiceNotConnectedException or AuthenticationException
            or SslHandshakeException or SocketException or IOException or TimeoutException)
        {
            throw new Later($"The mail server does not take it: {ill.GetType().Name}");
        }
        return true;
    }

    MimeMessage Letter(Notice notice)
    {
        var sender = MailboxAddress.Parse(options.From);
        var letter = new MimeMessage
        {
            Subject = string.Join(" – ", Languages(notice).Select(language => notice.Subject.In(language))),
            MessageId = $"{notice.Key}@{sender.Domain}",
        };
        letter.From.Add(sender);
        letter.To.Add(new MailboxAddress("", notice.To));
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var body = new BodyBuilder { TextBody = Text(notice), HtmlBody = Html(notice) };
        if (notice.File is { } file) body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.MediaType));
        letter.Body = body.ToMessageBody();
        letter.Body.Headers.Add(HeaderId.ContentLanguage, string.Join(", ", Languages(notice).Select(language => language.Tag())));
        return letter;
    }

    static Language[] Languages(Notice notice) => !notice.InBoth ? [notice.Language]
        : [notice.Language, notice.Language == Language.Arabic ? Language.French : Language.Arabic];

    static string Text(Notice notice) => string.Join("\r\n\r\n", Languages(notice).SelectMany(language => (string[])
    [
        .. notice.Paragraphs.Select(paragraph => paragraph.In(language)),
        .. notice.Link is { } link ? (string[])[$"{link.Words.In(language)}\r\n{link.Address}"] : [],
        Signature.In(language),
    ])) + "\r\n";

    static string Html(Notice notice)
    {
        var parts = Languages(notice).Select(language =>
        {
            var paragraphs = string.Concat(notice.Paragraphs.Append(Signature).Select(paragraph => $"<p>{Encoded(paragraph.In(language))}</p>\n"));
            var link = notice.Link is { } to ? $"<p><a href=\"{WebUtility.HtmlEncode(to.Address.ToString())}\">{Encoded(to.Words.In(language))}</a></p>\n" : "";
            return language == notice.Language ? paragraphs + link : $"<div lang=\"{language.Tag()}\" dir=\"{Direction(language)}\">\n{paragraphs}{link}</div>\n";
        });
        return $"<!DOCTYPE html>\n<html lang=\"{notice.Language.Tag()}\" dir=\"{Direction(notice.Language)}\"><head><meta charset=\"utf-8\"><title>{Encoded(notice.Subject.In(notice.Language))}</title></head>\n"
            + $"<body style=\"font-family: sans-serif; font-size: 1rem; line-height: 1.6; max-width: 40em\">\n{string.Concat(parts)}</body></html>\n";
    }

    static string Direction(Language language) => language == Language.Arabic ? "rtl" : "ltr";

    static string Encoded(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    static Bilingual Signature { get; } = new(
        "Ville de Casablanca\nCe message est envoyé automatiquement ; les réponses ne sont pas lues.",
        "مدينة الدار البيضاء\nأُرسلت هذه الرسالة آليا، ولا تُقرأ الردود عليها.");
}
