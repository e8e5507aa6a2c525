using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>Every "no" of the appointments: <c>LEG-035</c> to <c>LEG-049</c>, numbered once, never renumbered.</summary>
public static class AppointmentRefusals
{
    public static Refusal NoSuchSlot() => new("LEG-035", new(
        "Ce créneau n’est pas proposé par le bureau de votre dossier. Choisissez-en un autre dans la liste.",
        "هذا الموعد غير متاح في المكتب المكلف بملفكم. المرجو اختيار موعد آخر من القائمة."), 422);

    public static Refusal Full() => new("LEG-036", new(
        "Ce créneau vient d’être complété. Choisissez-en un autre dans la liste.",
        "لم يعد هناك مكان شاغر في هذا الموعد. المرجو اختيار موعد آخر من القائمة."), 409);

    public static Refusal TooOftenMissed() => new("LEG-037", new(
        "Trois rendez-vous ont été manqués. Venez au bureau pendant les heures d’ouverture : on y reçoit sans rendez-vous.",
        "لم يتم الحضور في ثلاثة مواعيد. المرجو التوجه إلى المكتب خلال أوقات العمل، حيث سيتم استقبالكم بدون موعد."), 409);

    public static Refusal TooOftenChanged() => new("LEG-038", new(
        "Ce rendez-vous a été modifié trop souvent. Venez au bureau pendant les heures d’ouverture : on y reçoit sans rendez-vous.",
        "تم تغيير هذا الموعد مرات كثيرة. المرجو التوجه إلى المكتب خلال أوقات العمل، حيث سيتم استقبالكم بدون موعد."), 409);

    public static Refusal NoAppointment() => new("LEG-039", new(
        "Ce dossier n’a pas de rendez-vous.",
        "لا يوجد أي موعد لهذا الملف."), 404);

    public static Refusal NoSuchDay() => new("LEG-040", new(
        "Les dates s’écrivent sous la forme 2026-11-30.",
        "تكتب التواريخ على الشكل التالي: 2026-11-30."), 400);

    public static Refusal NoSuchKind() => new("LEG-041", new(
        "Cette formalité n’existe pas : certified-copy ou signature.",
        "هذا الإجراء غير موجود: certified-copy أو signature."), 400);

    public static Refusal UnknownBureau() => new("LEG-042", new(
        "Ce bureau n’existe pas.",
        "هذا المكتب غير موجود."), 404);
}
