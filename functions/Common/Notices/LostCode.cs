using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Common.Notices;

/// <summary>
/// A lost access code, sent again to the address on file alone. Answers alike whether there is such a case, an address, or a letter: whoever tries
/// references learns nothing. The code stays the same, or anybody who knows a reference could take it from its citizen.
/// </summary>
public static class LostCode
{
    /// <param name="field">Name of the personal value that is the address.</param>
    /// <param name="function">The function through which it is asked.</param>
    /// <param name="ask">Notes that it was asked, as often as the counter sends it, and who for.</param>
    public static async Task Ask<TState, TEvent>(
        string reference, CaseStore cases, CaseKind<TState, TEvent> kind, string field, string function, NoticeDesk notices,
        Func<TState, (string Citizen, Decision<TEvent> Asked)> ask, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        if (!notices.Uses(EmailChannel.ChannelName) || Reference.Read(reference) is not { } read) return;
        if (await cases.Find(kind, read, stop) is not { } its || its.Personal[field] is null) return;
        await cases.Change(kind, read, new Actor("citizen", ask(its.State).Citizen), function, now => ask(now.State).Asked, stop);
    }

    /// <summary>The letter's subject.</summary>
    public static Bilingual Subject { get; } = new("Votre code d’accès", "رمز الولوج الخاص بكم");

    /// <summary>The letter's paragraphs.</summary>
    /// <param name="yours">What it opens: <c>votre demande</c>, <c>طلبكم</c>.</param>
    public static (Bilingual Code, Bilingual Beware) Words(Bilingual yours, string code) => (
        new($"Vous avez demandé le code d’accès de {yours.Fr} :\n{code}", $"لقد طلبتم رمز الولوج الخاص ب{yours.Ar}:\n{code}"),
        new("Si vous n’avez rien demandé, ne tenez pas compte de ce message et ne transmettez ce code à personne.",
            "إذا لم تطلبوا أي شيء فلا تأخذوا هذه الرسالة بعين الاعتبار، ولا تسلموا هذا الرمز لأي شخص."));

    /// <param name="Status">Always <c>accepted</c>.</param>
    public sealed record Receipt(string Status)
    {
        public static Receipt Accepted { get; } = new("accepted");
    }
}
