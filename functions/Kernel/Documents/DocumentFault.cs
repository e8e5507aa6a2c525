using System.Globalization;

namespace CasaServerless.Kernel.Documents;

/// <summary>Why a document is refused. The names, in kebab case, are codes that others keep: never renamed.</summary>
public enum DocumentFault
{
    Empty,
    NotADocument,
    TooLarge,
    TooManyPages,
    Encrypted,
    Damaged,

    /// <summary>Scripts, attached files, media, actions: it does more than show pages.</summary>
    ActiveContent,

    /// <summary>Bytes around or inside it that are another file.</summary>
    SeveralFiles,

    /// <summary>It would cost whoever opens it too much time or memory.</summary>
    Excessive,
}

/// <summary>What a citizen is told about each fault, and what to do.</summary>
public static class DocumentFaults
{
    public static Bilingual Sentence(DocumentFault fault, DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        var megabytes = (limits.MaxBytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);
        return fault switch
        {
            DocumentFault.Empty => new(
                "Le fichier reçu est vide. Veuillez l’envoyer de nouveau.",
                "الملف المتوصل به فارغ. المرجو إعادة إرساله."),
            DocumentFault.NotADocument => new(
                "Le fichier reçu n’est ni un document PDF, ni une photo JPEG ou PNG. "
                    + "Veuillez envoyer votre document sous l’une de ces formes.",
                "الملف المتوصل به ليس وثيقة PDF ولا صورة JPEG أو PNG. المرجو إرسال وثيقتكم بإحدى هذه الصيغ."),
            DocumentFault.TooLarge => new(
                $"Le document dépasse {megabytes} Mo. Veuillez en réduire la taille, par exemple en le numérisant à 200 points par pouce.",
                $"حجم الوثيقة يتجاوز {megabytes} ميغابايت. المرجو تقليصه، مثلا بمسحها ضوئيا بدقة 200 نقطة في البوصة."),
            DocumentFault.TooManyPages => new(
                $"Le document compte plus de {limits.MaxPages} pages. Veuillez le diviser et déposer une demande pour chaque partie.",
                $"عدد صفحات الوثيقة يتجاوز {limits.MaxPages}. المرجو تقسيمها وتقديم طلب عن كل جزء."),
            DocumentFault.Encrypted => new(
                "Le document est chiffré ou protégé par un mot de passe. Veuillez envoyer une version sans protection.",
                "الوثيقة مشفرة أو محمية بكلمة سر. المرجو إرسال نسخة غير محمية."),
            DocumentFault.Damaged => new(
                "Le document est endommagé ou incomplet, et ne peut être lu. Veuillez le numériser ou l’enregistrer de nouveau.",
                "الوثيقة تالفة أو غير مكتملة وتتعذر قراءتها. المرجو مسحها ضوئيا أو حفظها من جديد."),
            DocumentFault.ActiveContent => new(
                "Le document ne se limite pas à ses pages : il contient un programme, un fichier joint, un son, une vidéo ou une action. "
                    + "Veuillez l’imprimer vers un nouveau fichier PDF et envoyer celui-ci.",
                "لا تقتصر الوثيقة على صفحاتها، فهي تتضمن برنامجا أو ملفا مرفقا أو صوتا أو فيديو أو إجراء تلقائيا. "
                    + "المرجو طباعتها في ملف PDF جديد وإرسال هذا الأخير."),
            DocumentFault.SeveralFiles => new(
                "Le fichier contient autre chose que le document lui-même. Veuillez envoyer le document seul.",
                "يحتوي الملف على أشياء أخرى غير الوثيقة نفسها. المرجو إرسال الوثيقة وحدها."),
            DocumentFault.Excessive => new(
                "Les pages, les images ou le contenu du document sont démesurés et ne peuvent être traités. "
                    + "Veuillez le numériser de nouveau au format A4.",
                "صفحات الوثيقة أو صورها أو محتواها تفوق الحدود المعقولة ولا يمكن معالجتها. "
                    + "المرجو مسحها ضوئيا من جديد بمقاس A4."),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    /// <summary>The sentence for a code that was kept, such as <c>too-many-pages</c>; that of damage for one that is not known.</summary>
    public static Bilingual Sentence(string code, DocumentLimits? limits = null) =>
        Sentence(KebabText.Read<DocumentFault>(code) ?? DocumentFault.Damaged, limits);

    /// <summary>The fault's name in kebab case.</summary>
    public static string Code(this DocumentFault fault) => fault.Kebab();
}
