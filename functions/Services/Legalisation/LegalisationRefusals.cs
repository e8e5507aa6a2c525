using CasaServerless.Kernel;
using CasaServerless.Kernel.Documents;

namespace CasaServerless.Services.Legalisation;

/// <summary>Every "no" of this counter: numbered once, never renumbered.</summary>
public static class LegalisationRefusals
{
    public static Refusal NotNeeded() => new("LEG-001", new(
        "Cette formalité n’est pas nécessaire : l’article 7 de la loi n° 55-19 interdit aux administrations d’exiger une copie certifiée conforme ou une signature légalisée. Présentez simplement votre document. Si vous souhaitez tout de même poursuivre, confirmez la destination.",
        "هذا الإجراء غير ضروري: تمنع المادة 7 من القانون رقم 55.19 على الإدارات أن تطلب نسخا مشهودا بمطابقتها لأصولها أو إمضاءات مصححة. يكفي أن تدلوا بوثيقتكم. وإذا رغبتم رغم ذلك في المتابعة، فالمرجو تأكيد الجهة الموجهة إليها."), 409);

    // LEG-002 said that signatures could not be legalised online yet; a number is never given twice.

    public static Refusal UnknownBureau() => new("LEG-003", new(
        "Ce bureau n’existe pas ou ne traite pas cette demande.",
        "هذا المكتب غير موجود أو لا يعالج هذا النوع من الطلبات."), 422);

    /// <param name="fr">The field, in French.</param>
    /// <param name="ar">The field, in Arabic.</param>
    public static Refusal Invalid(string fr, string ar) => new("LEG-004", new(
        $"Ce renseignement manque ou n’est pas valable : {fr}.",
        $"هذه المعلومة ناقصة أو غير صحيحة: {ar}."), 422);

    public static Refusal LinkOver() => new("LEG-005", new(
        "Cette adresse d’envoi n’est plus valable. Consultez votre dossier pour en obtenir une nouvelle.",
        "رابط الإرسال هذا لم يعد صالحا. المرجو الاطلاع على ملفكم للحصول على رابط جديد."), 403);

    public static Refusal NoUploadNow() => new("LEG-006", new(
        "Ce dossier n’attend pas de document.",
        "هذا الملف لا ينتظر أي وثيقة."), 409);

    public static Refusal TooLarge(long bytes) => new("LEG-007",
        DocumentFaults.Sentence(DocumentFault.TooLarge, new() { MaxBytes = (int)bytes }), 413);

    public static Refusal OtherBureau() => new("LEG-008", new(
        "Ce dossier relève d’un autre bureau que le vôtre.",
        "هذا الملف تابع لمكتب غير مكتبكم."), 403);

    public static Refusal NotNow(LegalisationStatus status) => new("LEG-009", new(
        $"Cette opération n’est pas possible : le dossier est « {status.In(Language.French)} ».",
        $"لا يمكن القيام بهذه العملية: وضعية الملف «{status.In(Language.Arabic)}»."), 409);

    public static Refusal OriginalNotSeen() => new("LEG-010", new(
        "L’original doit avoir été vu pour certifier une copie conforme.",
        "لا بد من معاينة الأصل للإشهاد على مطابقة النسخة."), 422);

    public static Refusal TwoWitnesses() => new("LEG-011", new(
        "Deux témoins, chacun avec son nom et son numéro de CNIE, sont nécessaires.",
        "يلزم حضور شاهدين، مع ذكر اسم كل منهما ورقم بطاقته الوطنية."), 422);

    public static Refusal NoDelegation() => new("LEG-012", new(
        "Aucune délégation de signature n’est en vigueur aujourd’hui pour vous dans ce bureau : rien n’a été certifié.",
        "لا يوجد أي تفويض بالإمضاء ساري المفعول اليوم باسمكم في هذا المكتب: لم يتم الإشهاد على أي وثيقة."), 403);

    public static Refusal NotSealed() => new("LEG-013", new(
        "Ce document n’est pas encore certifié.",
        "لم يتم بعد الإشهاد على هذه الوثيقة."), 404);

    public static Refusal NoDocument() => new("LEG-014", new(
        "Ce dossier n’a pas de document vérifié, ou celui-ci a été supprimé.",
        "لا يتضمن هذا الملف أي وثيقة مفحوصة، أو تم حذفها."), 404);

    public static Refusal NoSuchHash() => new("LEG-015", new(
        "L’empreinte doit être un SHA-256 en hexadécimal (64 caractères).",
        "يجب أن تكون البصمة من نوع SHA-256 بالترميز السداسي عشر (64 رمزا)."), 400);

    public static Refusal NoteMissing() => new("LEG-016", new(
        "Avec le motif « autre », précisez la raison en quelques mots (note).",
        "مع السبب «آخر»، يرجى توضيح الدافع في بضع كلمات (ملاحظة)."), 422);

    public static Refusal UnknownStatus() => new("LEG-017", new(
        "Ce statut n’existe pas.",
        "هذه الوضعية غير موجودة."), 400);

    public static Refusal NoPart() => new("LEG-090", new(
        "Une partie de document s’envoie avec son type (application/partial-upload) et les en-têtes Upload-Offset et Upload-Complete.",
        "يُرسل جزء الوثيقة مع نوعه (application/partial-upload) والترويستين Upload-Offset وUpload-Complete."), 400);

    public static Refusal OtherPart() => new("LEG-091", new(
        "Une autre partie du document est attendue : reprenez l’envoi là où il s’est arrêté.",
        "الجزء المنتظر من الوثيقة غير هذا: يرجى استئناف الإرسال من حيث توقف."), 409);

    public static Refusal OtherFile() => new("LEG-092", new(
        "Le document reçu n’est pas celui qui était annoncé : il a changé pendant l’envoi. Veuillez l’envoyer de nouveau.",
        "الوثيقة المتوصل بها ليست هي المعلن عنها: لقد تغيرت أثناء الإرسال. المرجو إرسالها من جديد."), 422);

    public static Refusal NoSpecimen() => new("LEG-020", new(
        "Aucun spécimen de signature valable aujourd’hui n’est déposé dans ce bureau pour cette personne : elle doit signer devant l’officier.",
        "لا يوجد بهذا المكتب أي نموذج إمضاء صالح اليوم لهذا الشخص: عليه أن يوقع أمام الضابط."), 422);

    public static Refusal UnknownSpecimen() => new("LEG-021", new(
        "Ce spécimen de signature n’existe pas dans votre bureau, ou il a été effacé.",
        "نموذج الإمضاء هذا غير موجود بمكتبكم، أو تم محوه."), 404);

    public static Refusal SpecimenPicture() => new("LEG-022", new(
        "L’image de la signature doit être une photo ou une numérisation JPEG ou PNG, lisible et de 2 Mo au plus.",
        "يجب أن تكون صورة الإمضاء صورة أو مسحا ضوئيا بصيغة JPEG أو PNG، مقروءة ولا تتجاوز 2 ميغابايت."), 422);

    public static Refusal SpecimenThere() => new("LEG-023", new(
        "Un spécimen valable est déjà déposé dans ce bureau pour cette personne. Retirez-le avant d’en déposer un autre.",
        "يوجد بهذا المكتب نموذج إمضاء صالح لهذا الشخص. يجب سحبه قبل إيداع نموذج آخر."), 409);

    public static Refusal WitnessIsSignatory() => new("LEG-024", new(
        "Un témoin doit être une autre personne que le signataire.",
        "يجب أن يكون الشاهد شخصا آخر غير صاحب الإمضاء."), 422);

    public static Refusal HowMany() => new("LEG-025", new(
        "Indiquez de 1 à 40 dossiers, chacun une seule fois.",
        "المرجو تحديد ما بين ملف واحد و40 ملفا، كل ملف مرة واحدة."), 422);

    public static Refusal SpecimenOver() => new("LEG-026", new(
        "Ce spécimen de signature n’est plus en vigueur.",
        "نموذج الإمضاء هذا لم يعد ساري المفعول."), 409);

    public static Refusal NoDelegationToRevoke() => new("LEG-027", new(
        "Aucune délégation de signature n’est en vigueur aujourd’hui pour vous dans ce bureau : la certification n’a pas été retirée.",
        "لا يوجد أي تفويض بالإمضاء ساري المفعول اليوم باسمكم في هذا المكتب: لم يتم سحب الإشهاد."), 403);

    public static Refusal NoSuchDay() => new("LEG-050", new(
        "Aucun état des registres n’a été publié pour ce jour (date attendue : AAAA-MM-JJ).",
        "لم تُنشر أي حالة للسجلات عن هذا اليوم (التاريخ المنتظر: سنة-شهر-يوم، مثل 2026-11-24)."), 404);

    public static Refusal NoSuchVolume() => new("LEG-051", new(
        "Ce volume du registre n’existe pas : chaque volume contient mille numéros.",
        "هذا الجزء من السجل غير موجود: يضم كل جزء ألف رقم."), 404);

    public static Refusal RegisterBroken() => new("LEG-052", new(
        "La chaîne de ce registre est rompue : aucun extrait signé n’en est délivré. Consultez ses pages pour savoir où, et prévenez l’auditeur.",
        "سلسلة هذا السجل مقطوعة: لا يُسلَّم منه أي مستخرج موقع. راجعوا صفحاته لمعرفة الموضع، وأخبروا المفتش."), 409);

    public static Refusal InOtherHands(LegalisationEvent.Claimed claim) => new("LEG-060", new(
        $"Ce dossier est entre les mains de {claim.OfficerName.Fr} jusqu’à {Hour(claim.Until)}. Rien n’a été fait : reprenez-le expressément pour agir à sa place.",
        $"هذا الملف بين يدي {claim.OfficerName.Ar} إلى غاية الساعة {Hour(claim.Until)}. لم يتم أي إجراء: عليكم أن تستلموه صراحة لتقوموا بذلك مكانه."), 409);

    public static Refusal MovedOn() => new("LEG-061", new(
        "Ce dossier a changé depuis que vous l’avez ouvert. Rien n’a été fait : relisez-le tel qu’il est maintenant, puis recommencez.",
        "طرأ تغيير على هذا الملف منذ أن فتحتموه. لم يتم أي إجراء: راجعوه في وضعه الحالي ثم أعيدوا العملية."), 412);

    public static Refusal UnknownPerson() => new("LEG-062", new(
        "Indiquez une référence, un numéro de CNIE, un numéro de téléphone ou une adresse électronique.",
        "المرجو إدخال مرجع الملف أو رقم البطاقة الوطنية أو رقم الهاتف أو البريد الإلكتروني."), 422);

    public static Refusal NoLongerKept() => new("LEG-122", new(
        "Ce document n’est plus conservé ici : ses données ont été effacées. Le fichier déjà remis reste vérifiable par son code.",
        "لم تعد هذه الوثيقة محفوظة هنا، فقد تم محو معطياتها. أما الملف الذي سبق تسليمه فيبقى التحقق منه ممكنا برمزه."), 410);

    public static Refusal MoneyOwed() => new("LEG-160", new(
        "De l’argent est à rendre à cette personne, ou le serait : terminez d’abord sa demande et remboursez-la, puis effacez ses données.",
        "هناك مبلغ يجب، أو سيجب، إرجاعه إلى هذا الشخص: يرجى أولا إنهاء طلبه وإرجاع المبلغ، ثم محو معطياته."), 409);

    public static Refusal NotForAuditors() => new("LEG-161", new(
        "Le contrôle ne donne pas accès aux documents des usagers.",
        "لا تخول مهمة المراقبة الاطلاع على وثائق المرتفقين."), 403);

    public static Refusal TooManyUploads() => new("LEG-140", new(
        "Dix documents ont déjà été envoyés pour cette demande, ce qui est le maximum. Présentez-vous au bureau avec l’original, ou déposez une nouvelle demande.",
        "تم إرسال عشر وثائق لهذا الطلب، وهو الحد الأقصى. المرجو الحضور إلى المكتب مصحوبين بالأصل، أو إيداع طلب جديد."), 409);

    public static Refusal SignatureNotSeen() => new("LEG-150", new(
        "Sous la CNIE, une signature n’est légalisée que si la personne l’a apposée devant vous : confirmez que vous l’avez vue signer.",
        "لا يصحح الإمضاء بالبطاقة الوطنية إلا إذا وقع الشخص أمامكم: المرجو تأكيد معاينتكم لذلك."), 422);

    public static Refusal SpecimenOfAnotherName() => new("LEG-151", new(
        "Le spécimen de signature de ce titulaire de CNIE est déposé sous un autre nom que celui de la demande : la signature ne peut pas être reconnue d’après lui.",
        "نموذج الإمضاء المودع لصاحب هذه البطاقة الوطنية مسجل باسم غير الاسم الوارد في الطلب: لا يمكن التعرف على الإمضاء بالاستناد إليه."), 422);

    public static Refusal SpecimenHoldsNoLonger() => new("LEG-152", new(
        "Le spécimen auquel la signature a été comparée n’est plus en vigueur : rien n’a été certifié. L’identité de la personne doit être établie de nouveau.",
        "نموذج الإمضاء الذي تمت المقارنة به لم يعد ساري المفعول: لم يتم الإشهاد على أي وثيقة. يجب إثبات هوية الشخص من جديد."), 409);

    public static Refusal WitnessesOfOneName() => new("LEG-153", new(
        "Les deux témoins portent le même nom : deux personnes différentes doivent attester, chacune sous son nom complet.",
        "يحمل الشاهدان نفس الاسم: يجب أن يشهد شخصان مختلفان، كل منهما باسمه الكامل."), 422);

    public static Refusal PaidForMore() => new("LEG-130", new(
        "La taxe déjà payée dépasse celle qui serait due après cette correction : rien n’a été changé. Refusez cette demande pour que la somme soit rendue, et invitez la personne à en déposer une nouvelle.",
        "الرسم المؤدى يفوق الرسم الذي سيستحق بعد هذا التصويب: لم يتم أي تغيير. المرجو رفض هذا الطلب ليُرد المبلغ، ودعوة الشخص إلى إيداع طلب جديد."), 409);

    public static Refusal ErasureReasonMissing() => new("LEG-131", new(
        "Indiquez le motif de l’effacement (reason) : demande de la personne, enregistrement par erreur, décision de justice ou de la CNDP, ou autre.",
        "المرجو بيان سبب المحو (reason): طلب الشخص المعني، أو تسجيل عن طريق الخطأ، أو قرار قضائي أو قرار من اللجنة الوطنية، أو سبب آخر."), 422);

    public static Refusal NoteNamesSomebody() => new("LEG-132", new(
        "La note d’un effacement est conservée : elle ne doit contenir ni nom, ni numéro, ni adresse d’une personne.",
        "تُحفظ ملاحظة المحو، لذلك يجب ألا تتضمن اسم أي شخص ولا رقمه ولا عنوانه."), 422);

    static string Hour(DateTimeOffset at) => CityTime.In(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
