using CasaServerless.Bot.Language;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Dialogs;

/// <summary>All that the assistant says, in both languages.</summary>
static class Sentences
{
    public static Words Welcome { get; } = new(
        "Bonjour, je suis l’assistant de la commune de Casablanca. Que puis-je faire pour vous ?",
        "السلام عليكم، أنا المساعد الآلي لجماعة الدار البيضاء. بماذا يمكنني خدمتكم؟");

    public static Words Menu { get; } = new("Que puis-je faire pour vous ?", "بماذا يمكنني خدمتكم؟");

    public static Words Hello { get; } = new("Bonjour. Que puis-je faire pour vous ?", "أهلا وسهلا بكم. بماذا يمكنني خدمتكم؟");

    /// <summary>To whoever wishes peace, which is to be returned.</summary>
    public static Words Peace { get; } = new("Bonjour. Que puis-je faire pour vous ?", "وعليكم السلام. بماذا يمكنني خدمتكم؟");

    public static Words Welcomes { get; } = new("Je vous en prie. Puis-je faire autre chose pour vous ?", "على الرحب والسعة. هل من خدمة أخرى؟");

    /// <summary>References that are nobody's.</summary>
    public static string[] Examples { get; } = ["TIC-7K3Q9-XM2PAV", "LEG-7K3Q9-XM2PAV"];

    public static Words WhichReference { get; } = new(
        $"Écrivez la référence que vous avez reçue, comme {Examples[0]} ou {Examples[1]}.",
        $"اكتبوا المرجع الذي تسلمتموه، مثل \u2066{Examples[0]}\u2069 أو \u2066{Examples[1]}\u2069.");

    /// <summary>To whoever writes the reference that the question showed.</summary>
    public static Words IsExample { get; } = new(
        "Cette référence n’est qu’un exemple. Écrivez la vôtre : elle est dans le message reçu, ou sur la page affichée à la fin de votre demande.",
        "هذا المرجع مجرد مثال. اكتبوا مرجعكم: تجدونه في الرسالة التي توصلتم بها، أو في الصفحة التي ظهرت عند نهاية طلبكم.");

    public static Words NotAReference { get; } = new(
        "Cette référence n’est pas complète, ou un caractère y est faux. Vérifiez-la et écrivez-la de nouveau, ou choisissez dans la liste.",
        "هذا المرجع غير مكتمل أو فيه حرف خاطئ. تحققوا منه وأعيدوا كتابته، أو اختاروا من القائمة.");

    public static Words WhichCode { get; } = new(
        "Écrivez maintenant le code d’accès : les huit lettres et chiffres reçus avec la référence.",
        "اكتبوا الآن رمز الولوج: الحروف والأرقام الثمانية التي تسلمتموها مع المرجع.");

    public static Words Unknown { get; } = new(
        "Aucun dossier ne correspond à cette référence et à ce code d’accès.",
        "لا يوجد أي ملف مطابق لهذا المرجع ولرمز الولوج المدلى به.");

    public static Words WrongCode { get; } = new(
        "Aucun dossier ne correspond à cette référence et à ce code d’accès. Écrivez de nouveau le code, ou une autre référence.",
        "لا يوجد أي ملف مطابق لهذا المرجع ولرمز الولوج المدلى به. أعيدوا كتابة الرمز أو اكتبوا مرجعا آخر.");

    public static Words NotACode { get; } = new(
        "Le code d’accès est fait de huit lettres et chiffres, reçus avec la référence. Écrivez-le seul, ou choisissez dans la liste.",
        "يتكون رمز الولوج من ثمانية حروف وأرقام تسلمتموها مع المرجع. اكتبوه وحده أو اختاروا من القائمة.");

    public static Words WhereReference { get; } = new(
        "La référence est dans le message reçu, ou sur la page affichée à la fin de votre demande. Écrivez-la, ou choisissez dans la liste. Si vous l’avez perdue, adressez-vous à votre bureau d’arrondissement.",
        "يوجد المرجع في الرسالة التي توصلتم بها، أو في الصفحة التي ظهرت عند نهاية طلبكم. اكتبوه، أو اختاروا من القائمة. وإذا ضاع منكم فتوجهوا إلى مكتب مقاطعتكم.");

    public static Words WhereCode { get; } = new(
        "Le code d’accès, huit lettres et chiffres, est à côté de la référence, là où vous l’avez reçue. Écrivez-le, ou choisissez dans la liste. Si vous ne l’avez pas, adressez-vous à votre bureau d’arrondissement.",
        "يوجد رمز الولوج، وهو ثمانية حروف وأرقام، بجانب المرجع حيث تسلمتموه. اكتبوه، أو اختاروا من القائمة. وإذا لم يكن لديكم فتوجهوا إلى مكتب مقاطعتكم.");

    /// <summary>Without the reference the code opens nothing.</summary>
    public static Words ReferenceFirst { get; } = new(
        "Écrivez d’abord la référence, puis le code d’accès.",
        "اكتبوا المرجع أولا، ثم رمز الولوج.");

    /// <summary>Before messages are stopped that somebody may not have meant.</summary>
    public static Words WantsQuiet { get; } = new(
        "Souhaitez-vous ne plus recevoir nos messages ? Répondez oui, ou choisissez autre chose.",
        "هل ترغبون في إيقاف رسائلنا؟ أجيبوا بنعم، أو اختاروا شيئا آخر.");

    public static Words PersonCalled { get; } = new(
        "Un agent va vous répondre ici dès que possible. Écrivez-lui déjà ce qu’il vous faut ; je me tais d’ici là. Pour me retrouver, écrivez « assistant ».",
        "سيجيبكم عون هنا في أقرب وقت. يمكنكم أن تكتبوا له حاجتكم منذ الآن، وسألتزم الصمت إلى ذلك الحين. للعودة إليّ اكتبوا «المساعد».");

    public static Words Back { get; } = new("C’est de nouveau l’assistant qui vous répond.", "عاد المساعد الآلي للإجابة.");

    public static Words TongueIs { get; } = new("Je vous réponds désormais en français.", "سأجيبكم من الآن فصاعدا بالعربية.");

    public static Words Quiet { get; } = new(
        "Vous ne recevrez plus de messages, sauf en réponse aux vôtres. Pour en recevoir de nouveau, écrivez START.",
        "لن تصلكم أي رسالة بعد الآن، إلا جوابا عن رسائلكم. لاستقبال الرسائل من جديد اكتبوا «ابدأ».");

    public static Words NotQuiet { get; } = new(
        "Vous recevrez de nouveau les nouvelles de vos dossiers. Pour les arrêter, écrivez STOP.",
        "ستصلكم من جديد مستجدات ملفاتكم. لإيقافها اكتبوا «توقف».");

    public static Words TellHere { get; } = new("Me prévenir ici", "أخبروني هنا");

    public static Words WillTell { get; } = new(
        "Vous recevrez ici les nouvelles de ce dossier. Pour ne plus en recevoir, écrivez STOP.",
        "ستتوصلون هنا بمستجدات هذا الملف. لإيقافها اكتبوا «توقف».");

    public static Words FileKept { get; } = new(
        "Votre fichier est bien arrivé. Pour qu’un agent le regarde, demandez à lui parler.",
        "لقد توصلنا بالمرفق. لكي يطلع عليه عون، اطلبوا التحدث إليه.");

    public static Words PlaceKept { get; } = new(
        "Votre position est bien arrivée. Pour qu’un agent en tienne compte, demandez à lui parler.",
        "لقد توصلنا بموقعكم. لكي يأخذه عون بعين الاعتبار، اطلبوا التحدث إليه.");

    public static Words NotUnderstood { get; } = new(
        "Je n’ai pas compris. Choisissez dans la liste, ou demandez à parler à un agent.",
        "لم أفهم. اختاروا من القائمة، أو اطلبوا التحدث إلى عون.");

    public static Words Introduction { get; } = new("Je suis l’assistant de la commune de Casablanca.", "أنا المساعد الآلي لجماعة الدار البيضاء.");

    public static Words Unsure { get; } = new(
        "Je ne suis pas sûr d’avoir compris. Que voulez-vous faire ?",
        "لست متأكدا من أنني فهمت طلبكم. ماذا تريدون؟");

    /// <summary>Protection civile 15, police 19, gendarmerie royale 177: Morocco's numbers.</summary>
    public static Words Emergency { get; } = new(
        "Si une vie est en danger, mettez-vous à l’abri et appelez tout de suite les secours : protection civile et ambulance 15, police 19, gendarmerie royale 177. Écrire ici ne les prévient pas.",
        "إذا كانت هناك حياة في خطر فاحتموا منه واتصلوا فورا بالإغاثة: الوقاية المدنية والإسعاف 15، الشرطة 19، الدرك الملكي 177. الكتابة هنا لا تُبلغهم.");

    public static Words Legalise { get; } = new(
        "La légalisation de signature et la copie conforme se demandent en ligne ; l’original se montre ensuite au bureau, avec ou sans rendez-vous :",
        "يُطلب تصحيح الإمضاء والإشهاد على مطابقة النسخ عبر الإنترنت، ثم يُدلى بالأصل في المكتب بموعد أو بدونه:");

    public static Words Book { get; } = new(
        "Faites d’abord la demande de légalisation ou de copie conforme ; le rendez-vous se prend ensuite sur sa page :",
        "قدموا أولا طلب تصحيح الإمضاء أو الإشهاد على مطابقة النسخ، ثم احجزوا الموعد من صفحته:");

    public static Words Move { get; } = new(
        "Pour prendre ou déplacer un rendez-vous d’une demande déjà faite, ouvrez-la avec sa référence et son code d’accès :",
        "لحجز موعد لطلب سبق تقديمه أو تغيير الموعد، افتحوا الطلب بمرجعه ورمز الولوج إليه:");

    public static Words CallOff { get; } = new(
        "Pour annuler une demande ou un rendez-vous, ouvrez votre demande avec sa référence et son code d’accès :",
        "لإلغاء طلب أو موعد افتحوا طلبكم بمرجعه ورمز الولوج إليه:");

    public static Words Report { get; } = new(
        "Signalez-le ici, avec le lieu et, si possible, une photo :",
        "بلّغوا عنه هنا، مع ذكر المكان، ومع صورة إن أمكن:");

    /// <summary>Before what the city calls the problem.</summary>
    public static Words UnderstoodAs { get; } = new("J’ai compris :", "فهمت أن الأمر يتعلق بما يلي:");

    public static Words Complain { get; } = new(
        "Je regrette que vous n’ayez pas été bien servi. Vous pouvez déposer une réclamation ici ; elle reçoit une référence et une réponse :",
        "آسف لعدم رضاكم عن الخدمة. يمكنكم وضع شكاية هنا؛ وسيُمنح لها مرجع وستتوصلون بجواب عنها:");

    public static Words WhichArrondissement { get; } = new(
        "Pour un bureau précis, écrivez-moi votre arrondissement.",
        "للسؤال عن مكتب معين اكتبوا لي اسم مقاطعتكم.");

    public static Words WhichPaper { get; } = new("Pour quel acte ?", "لأي إجراء؟");

    public static Words NotYet { get; } = new(
        "Je ne peux pas encore répondre à cette question. Un agent peut vous renseigner.",
        "لا يمكنني بعد الإجابة عن هذا السؤال. يمكن لأحد الأعوان إفادتكم.");

    public static Words TwoTongues { get; } = new("Je réponds en français et en arabe.", "أجيب بالعربية والفرنسية.");

    public static Words NotOurs { get; } = new(
        "Je n’ai pas compris, ou cela ne relève pas de la commune. Choisissez dans la liste, ou demandez à parler à un agent.",
        "لم أفهم، أو أن هذا ليس من اختصاص الجماعة. اختاروا من القائمة، أو اطلبوا التحدث إلى عون.");

    /// <summary>To what is none of the commune's matters and of which something can be told, by its name in <c>Language/Rules/hints.txt</c>.</summary>
    public static IReadOnlyDictionary<string, Words> Hints { get; } = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        ["police"] = new(
            "Cela relève de la police, non de la commune : adressez-vous au commissariat le plus proche, ou appelez le 19.",
            "هذا من اختصاص الشرطة، وليس من اختصاص الجماعة: توجهوا إلى أقرب مركز للشرطة أو اتصلوا بالرقم 19."),
        ["supplier"] = new(
            "L’eau et l’électricité relèvent de la SRM Casablanca-Settat, non de la commune : adressez-vous à elle pour une coupure, une facture ou un compteur. Une fuite ou un lampadaire éteint dans la rue se signale ici.",
            "الماء والكهرباء من اختصاص الشركة الجهوية متعددة الخدمات الدار البيضاء - سطات، وليسا من اختصاص الجماعة: توجهوا إليها بشأن انقطاع أو فاتورة أو عداد. أما تسرب الماء أو عطب الإنارة في الشارع فيُبلَّغ عنه هنا."),
        ["messages"] = new("Pour recevoir de nouveau les nouvelles de vos dossiers, écrivez START.", "لاستقبال مستجدات ملفاتكم من جديد اكتبوا «ابدأ»."),
        ["identity"] = new(
            "La carte nationale d’identité et le passeport ne sont pas délivrés par la commune : la première l’est par la Sûreté nationale (DGSN), le second par l’autorité locale.",
            "لا تسلم الجماعة البطاقة الوطنية للتعريف ولا جواز السفر: فالأولى تسلمها المديرية العامة للأمن الوطني والثاني تسلمه السلطة المحلية."),
    };

    /// <summary>What stands under every answer: ids and titles, in their order.</summary>
    public static IReadOnlyList<(string Id, Words Title)> Always { get; } =
    [
        (Acts.Standing, new("Où en est mon dossier", "مآل ملفي")),
        (Acts.Person, new("Parler à un agent", "التحدث إلى عون")),
        // The name of the other language, in itself.
        (Acts.Tongue, new("العربية", "Français")),
    ];

    /// <summary>The menu, where somebody is asked what they want: what is done most beside what always stands there.</summary>
    public static IReadOnlyList<(string Id, Words Title)> Whole { get; } =
    [
        Always[0],
        (Wishes.Act(Intent.ReportProblem), Wishes.Titles[Intent.ReportProblem]),
        (Wishes.Act(Intent.LegaliseSignature, Wishes.Either), new("Légalisation et copies", "تصحيح الإمضاء والنسخ")),
        (Wishes.Act(Intent.OpeningHours), Wishes.Titles[Intent.OpeningHours]),
        .. Always.Skip(1),
    ];
}

/// <summary>Ids of what a person may choose.</summary>
static class Acts
{
    public const string Standing = "standing", Person = "person", Tongue = "tongue", TellHere = "tell-here", Menu = "menu", Assistant = "assistant", Stop = "stop", Start = "start", Hello = "hello", Peace = "peace", Thanks = "thanks", Welcome = "welcome",
        Wish = "wish";
}
