using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Registers;
using CasaServerless.Services.Legalisation.Fees;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// After midnight the heads of all registers, and of all series of receipts, are stated, signed and published. It looks every hour, so that a night on which it failed is made
/// good by the next hour.
/// </summary>
public static class CloseDay
{
    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule("LegalisationCloseDay", "0 10 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<LegalisationCounter>(), services.GetRequiredService<RegisterHeads>(), stop));

    /// <summary>Answers whether there was a day to close.</summary>
    public static async Task<bool> Run(LegalisationCounter counter, RegisterHeads heads, CancellationToken stop)
    {
        var day = CityTime.Day(counter.Clock.GetUtcNow()).AddDays(-1);
        // A certification of the last evening may be sealed in the new year, a payment numbered then: last year's books are stated for another year.
        var books = (await counter.Referentiels.Bureaus(stop)).SelectMany(bureau => new[] { day.Year - 1, day.Year }
            .SelectMany(year => new[] { RegisterEntry.Book(bureau.Id, year), ReceiptEntry.Book(bureau.Id, year) }));
        return await heads.Close(day, books, book => Year(book) >= day.Year - 1, stop);
    }

    static int Year(string book) => int.Parse(book.AsSpan(book.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
}
