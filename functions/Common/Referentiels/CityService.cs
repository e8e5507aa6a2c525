using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>A kind of problem that anyone may report, and what the city asks about it: an entry of the catalogue, with Open311's service code.</summary>
/// <param name="Id">The service code, such as <c>eclairage-public</c>.</param>
/// <param name="Family">One of <see cref="ServiceFamilies"/>.</param>
/// <param name="Group">One of <see cref="ServiceGroups"/>.</param>
/// <param name="Keywords">What people call it: French, Arabic, Darija in Arabic letters and in Latin ones.</param>
/// <param name="Attributes">What else is asked.</param>
/// <param name="DangerToLife">Lives may be in danger: the emergency numbers are told before anything else.</param>
/// <param name="AnswerHours">Within how many working hours an answer is aimed at; never later than 60 days.</param>
/// <param name="Demonstration">Invented for demonstration; nothing official.</param>
/// <param name="Hidden">No longer offered; its tickets stay.</param>
public sealed record CityService(
    string Id, Bilingual Name, Bilingual Description, string Family, string Group, IReadOnlyList<string> Keywords,
    IReadOnlyList<ServiceAttribute> Attributes, bool DangerToLife, int AnswerHours, bool Demonstration, bool Hidden = false);

/// <summary>One more question about a problem: an attribute of Open311's service definition.</summary>
/// <param name="Code">Unique in its service.</param>
/// <param name="Datatype">One of <see cref="Datatypes"/>.</param>
/// <param name="Required">Whether the problem cannot be reported without an answer.</param>
/// <param name="Variable">Whether it is asked; false for a mere remark that is shown.</param>
/// <param name="Description">The question.</param>
/// <param name="Help">How to answer it.</param>
/// <param name="Values">Of the two lists, the choices; none otherwise.</param>
/// <param name="Order">The place of the question, from 1.</param>
public sealed record ServiceAttribute(
    string Code, string Datatype, bool Required, bool Variable, Bilingual Description, Bilingual? Help, IReadOnlyList<AttributeChoice> Values, int Order)
{
    /// <summary>Open311's datatypes.</summary>
    public static IReadOnlyList<string> Datatypes { get; } = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"];
}

/// <summary>One answer to choose.</summary>
public sealed record AttributeChoice(string Key, Bilingual Name);

/// <summary>The five families of services that the city's plan names.</summary>
public static class ServiceFamilies
{
    public static IReadOnlyDictionary<string, Bilingual> Names { get; } = new Dictionary<string, Bilingual>
    {
        ["administratifs"] = new("Services administratifs", "الخدمات الإدارية"),
        ["interet-general"] = new("Services d’intérêt général", "خدمات المصلحة العامة"),
        ["mobilite"] = new("Services liés à la mobilité", "خدمات التنقل"),
        ["urbains"] = new("Services urbains", "الخدمات الحضرية"),
        ["environnement"] = new("Services de l’environnement", "خدمات البيئة"),
    };
}

/// <summary>The groups that services are found in, inside the families.</summary>
public static class ServiceGroups
{
    public static IReadOnlyDictionary<string, Bilingual> Names { get; } = new Dictionary<string, Bilingual>
    {
        ["eclairage"] = new("Éclairage public", "الإنارة العمومية"),
        ["electricite"] = new("Électricité", "الكهرباء"),
        ["eau"] = new("Eau potable", "الماء الصالح للشرب"),
        ["assainissement"] = new("Assainissement", "التطهير السائل"),
        ["secours"] = new("Secours", "الإغاثة"),
        ["voirie"] = new("Voirie", "الطرق"),
        ["urbanisme"] = new("Urbanisme", "التعمير"),
        ["circulation"] = new("Circulation et stationnement", "السير والوقوف"),
        ["transport"] = new("Transport public", "النقل العمومي"),
        ["proprete"] = new("Propreté", "النظافة"),
        ["hygiene"] = new("Hygiène", "حفظ الصحة"),
        ["nuisances"] = new("Nuisances", "الإزعاج والتلوث"),
        ["littoral"] = new("Littoral", "الساحل"),
        ["espaces-verts"] = new("Espaces verts", "المساحات الخضراء"),
        ["equipements"] = new("Équipements", "المرافق"),
        ["social"] = new("Action sociale", "العمل الاجتماعي"),
        ["police-administrative"] = new("Police administrative", "الشرطة الإدارية"),
        ["guichets"] = new("Guichets", "الشبابيك"),
        ["fiscalite"] = new("Fiscalité locale", "الجبايات المحلية"),
        ["autre"] = new("Autre", "أخرى"),
    };
}
