namespace CasaServerless.Kernel.Conversations;

/// <summary>What the inbox refuses. Codes are never renumbered.</summary>
public static class ConversationRefusals
{
    /// <summary>The message could not be kept.</summary>
    public static Refusal NotNow() => new("BOT-001", new(
        "Votre message n’a pas pu être enregistré. Veuillez le renvoyer dans un instant.",
        "تعذر تسجيل رسالتكم. المرجو إعادة إرسالها بعد لحظات."), 503)
    { ForNow = true };
}
