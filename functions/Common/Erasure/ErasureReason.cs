using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Common.Erasure;

/// <summary>Why a person's values are erased; in the events, for whoever asks later.</summary>
[JsonConverter(typeof(Kebab<ErasureReason>))]
public enum ErasureReason
{
    /// <summary>The person asked for it (loi 09-08, article 8).</summary>
    PersonAsked,

    /// <summary>The case was never theirs, or was made by mistake.</summary>
    EnteredInError,

    /// <summary>A court or the CNDP ordered it.</summary>
    Ordered,

    /// <summary>Another one, which the note tells.</summary>
    Other,

    /// <summary>The time is over for which they may be kept: the city's own, and no manager's to give.</summary>
    RetentionOver,
}

/// <summary>The reasons in both languages.</summary>
public static class ErasureWords
{
    /// <summary>The reason, as the history tells it.</summary>
    public static Bilingual Words(this ErasureReason reason) => reason switch
    {
        ErasureReason.PersonAsked => new("à la demande de la personne", "بطلب من الشخص المعني"),
        ErasureReason.EnteredInError => new("enregistrées par erreur", "سُجلت عن طريق الخطأ"),
        ErasureReason.Ordered => new("sur décision de justice ou de la CNDP", "بقرار قضائي أو بقرار من اللجنة الوطنية لمراقبة حماية المعطيات"),
        ErasureReason.Other => new("autre motif", "سبب آخر"),
        ErasureReason.RetentionOver => new("durée de conservation échue", "انتهاء مدة الحفظ"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
