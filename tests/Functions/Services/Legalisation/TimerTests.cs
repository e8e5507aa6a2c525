using System.Net;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

public sealed class TimerTests(Azurite azurite)
{
    [Fact]
    public async Task A_request_left_for_thirty_days_is_closed_and_its_upload_deleted()
    {
        var storage = azurite.NewAccount();
        string left, certified;
        await using (var today = await CityInProcess.Start(storage))
        {
            var citizen = await Citizen.Submits(today.Http);
            (await citizen.Sends(SamplePage.Pdf)).Dispose();
            await citizen.Reaches("submitted");
            left = citizen.Reference;
            var other = await Citizen.Submits(today.Http);
            await other.IsCertified(SamplePage.Pdf, today.Token(Roles.Officer));
            certified = other.Reference;
        }
        await using (var almost = await CityInProcess.Start(storage, $"--Casa:Clock={In(29)}", "--Casa:Runner:Enabled=false"))
        {
            Assert.Equal(0, await CloseAbandoned.Run(almost.Counter, default));
        }
        await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={In(30.01)}", "--Casa:Runner:Enabled=false");
        await CloseAbandoned.Run(later.Counter, default);
        await PurgeUploads.Run(later.Counter, default);
        var its = (await later.Counter.Cases.Find(later.Counter.Kind, left, default))!;
        Assert.Equal((LegalisationStatus.Abandoned, true), (its.State.Status, its.State.Purged));
        Assert.Null(await later.Counter.Blobs.Read(left, Folders.Uploads, its.State.Upload!.Sha256, default));
        var paper = (await later.Counter.Cases.Find(later.Counter.Kind, certified, default))!;
        Assert.Equal(LegalisationStatus.Certified, paper.State.Status);
        Assert.NotNull(await later.Counter.Blobs.Read(certified, Folders.Sealed, paper.State.Sealed!.Sha256, default));
        // The lists were left, so the next night has nothing to do.
        Assert.Equal((0, 0), (await CloseAbandoned.Run(later.Counter, default), await PurgeUploads.Run(later.Counter, default)));
    }

    [Fact]
    public async Task A_case_that_fails_does_not_keep_those_behind_it_waiting()
    {
        var storage = azurite.NewAccount();
        string left;
        await using (var today = await CityInProcess.Start(storage)) left = (await Citizen.Submits(today.Http)).Reference;
        await using var later = await CityInProcess.Start(storage, $"--Casa:Clock={In(30.01)}", "--Casa:Runner:Enabled=false");
        await later.Counter.Lists.Write(new(LegalisationKind.AbandonmentList, "20260101|LEG-00000-000000", "", 1, false), default);
        var failed = await Assert.ThrowsAsync<AggregateException>(() => CloseAbandoned.Run(later.Counter, default));
        Assert.Single(failed.InnerExceptions);
        Assert.Equal(LegalisationStatus.Abandoned, (await later.Counter.Cases.Find(later.Counter.Kind, left, default))!.State.Status);
    }

    static string In(double days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("O");
}
