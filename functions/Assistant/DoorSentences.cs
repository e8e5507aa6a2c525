using CasaServerless.Bot.Messages;

namespace CasaServerless.Assistant;

/// <summary>What the door itself says, in place of the assistant.</summary>
static class DoorSentences
{
    public static Words TooFast { get; } = new(
        "Vous envoyez beaucoup de messages à la fois. Attendez une minute avant d’en écrire d’autres.",
        "لقد أرسلتم رسائل كثيرة دفعة واحدة. انتظروا دقيقة قبل كتابة غيرها.");

    public static Words NobodyThere { get; } = new(
        "Aucun agent ne répond ici pour le moment. Vous pouvez vous adresser à votre bureau d’arrondissement, aux heures d’ouverture.",
        "لا يوجد حاليا أي عون يجيب هنا. يمكنكم التوجه إلى مكتب مقاطعتكم خلال أوقات العمل.");

    public static Words NoFilesHere { get; } = new(
        "Je ne peux pas recevoir de fichiers ici. Envoyez-les dans la discussion du site de la commune, et écrivez-moi votre message sans fichier.",
        "لا يمكنني استقبال الملفات هنا. المرجو إرسالها عبر المحادثة في موقع الجماعة، وكتابة رسالتكم دون ملف.");

    public static Words GivenBack { get; } = new("L’assistant a repris la conversation.", "استأنف المساعد المحادثة.");

    public static Words Failed { get; } = new(
        "Un incident m’empêche de vous répondre. Veuillez réessayer dans quelques minutes.",
        "تعذرت علي الإجابة بسبب عطب تقني. المرجو إعادة المحاولة بعد بضع دقائق.");
}
