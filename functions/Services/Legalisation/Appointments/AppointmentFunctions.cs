using CasaServerless.Hosting;
using CasaServerless.Kernel.Places;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The room of appointments: what it needs, and its functions.</summary>
static class AppointmentFunctions
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<PlaceBook>()
        .AddSingleton<AppointmentDesk>()
        .AddSingleton(new StorageNeeds { Tables = [PlaceBook.TableName] });

    public static void Map(IEndpointRouteBuilder routes)
    {
        ViewSlots.Map(routes);
        BookAppointment.Map(routes);
        CancelAppointment.Map(routes);
        ViewCalendar.Map(routes);
        ArriveAtBureau.Map(routes);
        ViewVisits.Map(routes);
        ViewWaiting.Map(routes);
        ViewGuidance.Map(routes);
        RemindApplicants.Map(routes);
        FreeMissed.Map(routes);
    }
}
