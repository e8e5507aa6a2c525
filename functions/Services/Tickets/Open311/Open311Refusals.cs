using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>What this interface refuses of its own accord; codes are never renumbered. Field names are those of the specification.</summary>
static class Open311Refusals
{
    public static Refusal UnknownJurisdiction() => new("TIC-311", new(
        "Ce jurisdiction_id est inconnu ici : cette interface ne sert que « casablanca ».",
        "قيمة jurisdiction_id غير معروفة هنا: هذه الواجهة تخدم «casablanca» وحدها."), 404);

    public static Refusal NothingHere() => new("TIC-312", new(
        "Aucune ressource ne se trouve à cette adresse. Les formats sont .xml et .json.",
        "لا يوجد أي مورد في هذا العنوان. الصيغتان المتاحتان هما .xml و.json."), 404);

    public static Refusal NoService() => new("TIC-313", new(
        "Le champ service_code manque.", "الحقل service_code ناقص."), 400);

    public static Refusal UnknownService() => new("TIC-314", new(
        "Ce service_code est inconnu.", "قيمة service_code غير معروفة."), 404);

    public static Refusal NoLocation() => new("TIC-315", new(
        "Le lieu manque : lat et long, ou address_string, ou address_id.",
        "الموقع ناقص: lat وlong، أو address_string، أو address_id."), 400);

    public static Refusal NoKey() => new("TIC-316", new(
        "La clé api_key manque.", "المفتاح api_key ناقص."), 403);

    public static Refusal WrongKey() => new("TIC-317", new(
        "La clé api_key n’est pas valable.", "المفتاح api_key غير صالح."), 403);

    public static Refusal QuotaUsedUp() => new("TIC-318", new(
        "Le nombre de signalements convenu pour aujourd’hui est atteint. Veuillez reprendre demain.",
        "تم بلوغ عدد التبليغات المتفق عليه لهذا اليوم. يرجى الاستئناف غدا."), 429);

    public static Refusal UnknownAddress() => new("TIC-319", new(
        "Cet address_id est inconnu : c’est l’identifiant d’un arrondissement.",
        "قيمة address_id غير معروفة: المقصود معرف إحدى المقاطعات."), 400);

    /// <param name="field">Its name, and what it may be.</param>
    public static Refusal Unreadable(string field) => new("TIC-320", new(
        $"Un champ n’a pas la forme attendue : {field}.", $"أحد الحقول لا يطابق الصيغة المنتظرة: {field}."), 400);

    public static Refusal Range() => new("TIC-321", new(
        "La période doit aller d’une date à une date ultérieure et ne pas dépasser 90 jours.",
        "يجب أن تمتد المدة من تاريخ إلى تاريخ لاحق وألا تتجاوز 90 يوما."), 400);

    public static Refusal Twice(string field) => new("TIC-322", new(
        $"Un champ est envoyé plus d’une fois : {field}.", $"أحد الحقول أرسل أكثر من مرة: {field}."), 400);

    public static Refusal TooMany(string field, int most) => new("TIC-323", new(
        $"Trop de valeurs dans {field} : au plus {most}.", $"عدد القيم في {field} كبير جدا: {most} على الأكثر."), 400);

    public static Refusal BeyondLimit() => new("TIC-324", new(
        "Seules les 1000 premières demandes sont données. Pour les suivantes, veuillez mettre dans end_date la date de la dernière reçue.",
        "لا تقدم إلا 1000 طلب الأولى. وللاطلاع على ما بعدها يرجى وضع تاريخ آخر طلب تم استلامه في end_date."), 400);

    public static Refusal UnknownRequest() => new("TIC-325", new(
        "Ce service_request_id est inconnu.", "قيمة service_request_id غير معروفة."), 404);

    public static Refusal UnknownToken() => new("TIC-326", new(
        "Ce token est inconnu.", "قيمة token غير معروفة."), 404);

    public static Refusal NotForm() => new("TIC-327", new(
        "Le signalement doit être envoyé comme formulaire (application/x-www-form-urlencoded).",
        "يجب إرسال التبليغ على شكل استمارة (application/x-www-form-urlencoded)."), 400);
}
