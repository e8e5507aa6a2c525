using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Sharing;

/// <summary>Every "no" about shares.</summary>
static class SharingRefusals
{
    public static Refusal Until() => new("LEG-070", new(
        "Indiquez jusqu’à quand le partage est ouvert : une date à venir, dans les quatre-vingt-dix jours.",
        "حددوا إلى متى تبقى المشاركة مفتوحة: تاريخ مقبل، داخل أجل تسعين يوما."), 422);

    public static Refusal TooMany() => new("LEG-071", new(
        "Ce document a déjà été partagé vingt fois, ce qui est le maximum. Transmettez le fichier lui-même : toute personne peut le vérifier.",
        "تمت مشاركة هذه الوثيقة عشرين مرة، وهو الحد الأقصى. سلموا الملف نفسه: يمكن لأي شخص التحقق منه."), 409);

    public static Refusal NoSuchShare() => new("LEG-072", new(
        "Ce partage n’existe pas.",
        "هذه المشاركة غير موجودة."), 404);

    public static Refusal Over() => new("LEG-073", new(
        "Ce partage n’est plus ouvert : il est terminé, ou son lien est incomplet. Demandez-en un nouveau à la personne qui vous l’a remis.",
        "هذه المشاركة لم تعد مفتوحة: إما أنها انتهت أو أن رابطها غير كامل. اطلبوا رابطا جديدا من الشخص الذي سلمكم إياه."), 410);

    public static Refusal Channel() => new("LEG-074", new(
        "Ce moyen de partage n’est pas proposé : remettez vous-même le lien (« link »).",
        "وسيلة المشاركة هذه غير متاحة: سلموا الرابط بأنفسكم («link»)."), 422);
}
