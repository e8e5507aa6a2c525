using System.Globalization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;
using static CasaServerless.Services.Legalisation.Appointments.AppointmentEvent;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The words of appointments, in both languages.</summary>
public static class AppointmentWords
{
    /// <summary>Day and hour of a slot, as they are said: <c>le lundi 30 novembre 2026 à 9 h 15</c>.</summary>
    public static Bilingual Said(this Slot slot)
    {
        var (day, date) = (slot.Day.DayOfWeek, MoroccanDate.InWords(slot.Day));
        var time = slot.Start.ToString("HH:mm", CultureInfo.InvariantCulture);
        return new($"le {french[(int)day]} {date.Fr} à {slot.Start.Hour}\u202fh\u202f{slot.Start.Minute:D2}",
            $"يوم {arabic[(int)day]} {date.Ar} على الساعة {time}");
    }

    /// <summary>A line of the history.</summary>
    public static Bilingual Words(this AppointmentEvent happened) => happened switch
    {
        AppointmentAsked it => With(it.Slot, "Rendez-vous demandé pour", "طلب موعد"),
        AppointmentBooked it => With(it.Slot, "Rendez-vous fixé pour", "تحديد موعد"),
        AppointmentNotGiven => new("Créneau déjà complet : le rendez-vous n’a pas été fixé", "لا يوجد مكان شاغر: لم يتم تحديد الموعد"),
        AppointmentEnded it => it.Reason.Words(),
        ReminderDue it => With(it.Slot, "Rappel du rendez-vous prévu pour", "تذكير بالموعد المحدد"),
        Arrived { Slot: null } => new("Arrivée au bureau, sans rendez-vous", "الحضور إلى المكتب بدون موعد"),
        Arrived => new("Arrivée au bureau pour le rendez-vous", "الحضور إلى المكتب في الموعد المحدد"),
        WentAway => new("Départ du bureau avant l’appel", "مغادرة المكتب قبل المناداة"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    static readonly string[] french = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    static readonly string[] arabic = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];

    static Bilingual Words(this AppointmentEnd reason) => reason switch
    {
        AppointmentEnd.Kept => new("Rendez-vous honoré", "تم الحضور في الموعد"),
        AppointmentEnd.Missed => new("Rendez-vous manqué", "عدم الحضور في الموعد"),
        AppointmentEnd.Moved => new("Rendez-vous déplacé", "تغيير الموعد"),
        AppointmentEnd.Cancelled => new("Rendez-vous annulé", "إلغاء الموعد"),
        AppointmentEnd.CaseClosed => new("Rendez-vous annulé, le dossier étant clos", "إلغاء الموعد بسبب إغلاق الملف"),
        AppointmentEnd.BureauClosed => new("Rendez-vous annulé, le bureau étant fermé à cette date", "إلغاء الموعد بسبب إغلاق المكتب في هذا التاريخ"),
        AppointmentEnd.NotNeeded => new("Rendez-vous annulé : il n’est plus nécessaire", "إلغاء الموعد لعدم الحاجة إليه"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    static Bilingual With(string slot, string fr, string ar) =>
        Slot.Read(slot)?.Said() is { } said ? new($"{fr} {said.Fr}", $"{ar} {said.Ar}") : new(fr, ar);
}
