using System.Text;
using CasaServerless.Common.Notices;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.Appointments.AppointmentEvent;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>What the applicant is written about an appointment, and the file for their calendar that goes with it.</summary>
static class AppointmentLetters
{
    /// <summary>Whether an event is one after which the applicant is written.</summary>
    public static bool Follow(AppointmentEvent happened) => happened is AppointmentBooked or ReminderDue
        or AppointmentEnded { Reason: AppointmentEnd.Cancelled or AppointmentEnd.BureauClosed or AppointmentEnd.Missed or AppointmentEnd.NotNeeded };

    /// <summary>Subject and sentence; null for what nobody is written of, or what the case has since left behind.</summary>
    public static (Bilingual Subject, Bilingual Sentence)? About(AppointmentEvent happened, LegalisationCase its, Bureau bureau)
    {
        var visit = its.Way();
        var bring = its.Kind.Bring();
        var place = new Bilingual($"{bureau.Name.Fr}, {bureau.Address.Fr}", $"{bureau.Name.Ar}، {bureau.Address.Ar}");
        return happened switch
        {
            AppointmentBooked it when visit.Booked?.Key == it.Key && Said(it.Slot) is { } said => (
                new("Votre rendez-vous est fixé", "تم تحديد موعدكم"),
                new($"Votre rendez-vous est fixé {said.Fr} : {place.Fr}. Apportez {bring.Fr}.",
                    $"تم تحديد موعدكم {said.Ar}: {place.Ar}. المرجو إحضار {bring.Ar}.")),
            ReminderDue it when visit.Booked?.Key == it.Key && Said(it.Slot) is { } said => (
                new("Rappel de votre rendez-vous", "تذكير بموعدكم"),
                new($"Rappel de votre rendez-vous, {said.Fr} : {place.Fr}. Apportez {bring.Fr}. Si vous ne pouvez pas venir, annulez-le depuis la page de votre demande : la place servira à quelqu’un d’autre.",
                    $"نذكركم بموعدكم {said.Ar}: {place.Ar}. المرجو إحضار {bring.Ar}. إذا تعذر عليكم الحضور فالمرجو إلغاء الموعد من صفحة طلبكم ليستفيد منه غيركم.")),
            AppointmentEnded { Reason: AppointmentEnd.Cancelled } it when visit.Booked is null && Said(it.Slot) is { } said => (
                new("Votre rendez-vous est annulé", "تم إلغاء موعدكم"),
                new($"Votre rendez-vous prévu {said.Fr} est annulé. Vous pouvez en prendre un autre depuis la page de votre demande.",
                    $"تم إلغاء موعدكم الذي كان محددا {said.Ar}. يمكنكم أخذ موعد آخر من صفحة طلبكم.")),
            AppointmentEnded { Reason: AppointmentEnd.BureauClosed } it when Said(it.Slot) is { } said => (
                new("Votre rendez-vous est annulé", "تم إلغاء موعدكم"),
                new($"Le bureau ne reçoit pas {said.Fr} : votre rendez-vous est annulé. Vous pouvez en prendre un autre depuis la page de votre demande.",
                    $"لن يستقبل المكتب {said.Ar}: تم إلغاء موعدكم. يمكنكم أخذ موعد آخر من صفحة طلبكم.")),
            AppointmentEnded { Reason: AppointmentEnd.NotNeeded } it when Said(it.Slot) is { } said => (
                new("Votre rendez-vous n’est plus nécessaire", "لم تعد هناك حاجة إلى موعدكم"),
                new($"Votre signature a été comparée au spécimen déposé au bureau : vous n’avez pas à vous déplacer {said.Fr}.",
                    $"تمت مقارنة إمضائكم بالنموذج المودع بالمكتب: لا داعي لحضوركم {said.Ar}.")),
            AppointmentEnded { Reason: AppointmentEnd.Missed } it when visit.Booked is null && Said(it.Slot) is { } said => (
                new("Rendez-vous manqué", "لم يتم الحضور في الموعد"),
                new($"Personne ne s’est présenté à votre rendez-vous prévu {said.Fr}. Vous pouvez en prendre un autre depuis la page de votre demande.",
                    $"لم يتم الحضور في موعدكم الذي كان محددا {said.Ar}. يمكنكم أخذ موعد آخر من صفحة طلبكم.")),
            _ => null,
        };
    }

    /// <summary>The appointment as it stands now, or its cancellation; null where there is neither.</summary>
    public static NoticeFile? File(Case<LegalisationCase> its, Bureau bureau, LegalisationCounter counter) =>
        ViewCalendar.File(its, bureau, counter) is { } file
            ? new("rendez-vous.ics", $"text/calendar; charset=utf-8; method={file.Method}", Encoding.UTF8.GetBytes(file.ToString())) : null;

    static Bilingual? Said(string slot) => Slot.Read(slot)?.Said();
}
