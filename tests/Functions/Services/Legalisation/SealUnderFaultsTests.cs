using System.Net;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using Casa;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>The sealing dies between any two of its steps and is done again: one number, one paper, one certification.</summary>
public sealed class SealUnderFaultsTests(Azurite azurite)
{
    static readonly string[] byHand = ["--Casa:Runner:Enabled=false", "--Casa:Cases:InsuranceSeconds=5"];

    [Theory]
    // Commits of a sealing, in their order: the number, its outcome, the case.
    [InlineData(StorageCall.Commit, 1, false)]
    [InlineData(StorageCall.Commit, 1, true)]
    [InlineData(StorageCall.BlobPut, 1, false)]
    [InlineData(StorageCall.BlobPut, 1, true)]
    [InlineData(StorageCall.Commit, 2, false)]
    [InlineData(StorageCall.Commit, 2, true)]
    [InlineData(StorageCall.Commit, 3, false)]
    [InlineData(StorageCall.Commit, 3, true)]
    public async Task Dead_at_any_step_it_is_brought_to_its_end_by_another(StorageCall call, int which, bool done)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.Before(account);
        await using var well = await CityInProcess.Start(account, byHand);
        await using var ill = await CityInProcess.Start(storage.Connection, byHand);
        var citizen = await Certifying(well);
        var come = 0;
        var death = storage.Next(call, done ? Faults.DeathAfter : Faults.DeathBefore, _ => ++come == which);
        var dying = Handle(ill, await Peek(well));
        await death.Done;
        await Drain(well);
        await Sound(well, citizen);
        // It may think that it lives and try on for a while: nothing that it does arrives.
        Assert.False(dying.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_file_that_a_dead_run_left_behind_goes_even_when_all_is_done()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), byHand);
        var citizen = await Certifying(city);
        var seal = await Peek(city);
        await Drain(city);
        await city.Counter.Blobs.Save(citizen.Reference, Folders.Sealed, new byte[] { 1, 2, 3 }, "application/pdf", default);
        await Handle(city, seal);
        await Sound(city, citizen);
    }

    [Fact]
    public async Task Two_runs_at_once_seal_once()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), byHand);
        var citizen = await Certifying(city);
        var seal = await Peek(city);
        await Task.WhenAll(Handle(city, seal), Handle(city, seal), Handle(city, seal));
        await Drain(city);
        await Sound(city, citizen);
    }

    [Fact]
    public async Task A_paper_that_can_never_be_sealed_gives_its_number_up_and_says_so()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), byHand);
        var citizen = await Certifying(city);
        var its = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!;
        // In the judged file's place: no PDF at all.
        await city.Services.GetRequiredService<CityStorage>().Container(CaseBlobs.ContainerName)
            .GetBlobClient($"{citizen.Reference}/{Folders.Judged}/{its.State.Judged!.Sha256}").UploadAsync(BinaryData.FromString("%PDF-1.7 damaged"), overwrite: true);
        await Drain(city);
        var view = await citizen.Views();
        Assert.Equal("presented", view["status"]!.GetValue<string>());
        Assert.Contains("ne peut pas être scellé", view["history"]!.AsArray()[^1]!["what"]!.GetValue<string>(), StringComparison.Ordinal);
        var pages = await city.Counter.Register.Read(RegisterEntry.Book(its.State.Bureau, its.State.Certification!.Year), default);
        Assert.Empty(pages.Faults);
        Assert.Equal(RegisterOutcome.Annulled, pages.Links[1].Outcome);
    }

    static async Task<Citizen> Certifying(CityInProcess city)
    {
        var officer = city.Token(Roles.Officer);
        var citizen = await Citizen.Submits(city.Http);
        using (var sent = await citizen.Sends(SamplePage.Pdf)) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await Drain(city);
        await citizen.Act("presentation", officer, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await citizen.Act("certification", officer, null, HttpStatusCode.Accepted);
        return citizen;
    }

    static async Task Sound(CityInProcess city, Citizen citizen)
    {
        var its = (await city.Counter.Cases.Find(city.Counter.Kind, citizen.Reference, default))!;
        Assert.Equal((LegalisationStatus.Certified, 1), (its.State.Status, its.State.Sealed!.Number));
        Assert.Equal(6, its.Version);
        var pages = await city.Counter.Register.Read(RegisterEntry.Book(its.State.Bureau, its.State.Certification!.Year), default);
        Assert.Empty(pages.Faults);
        Assert.Equal((1, 2), (pages.Last, pages.Links.Count));
        Assert.Equal(RegisterOutcome.Sealed(its.State.Sealed.Sha256), pages.Links[1].Outcome);
        var files = new List<string>();
        await foreach (var blob in city.Services.GetRequiredService<CityStorage>().Container(CaseBlobs.ContainerName)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{citizen.Reference}/{Folders.Sealed}/", default)) files.Add(blob.Name);
        Assert.Equal([$"{citizen.Reference}/{Folders.Sealed}/{its.State.Sealed.Sha256}"], files);
    }

    static Task Handle(CityInProcess city, string text) =>
        city.Counter.Cases.Handle(text, city.Services.GetServices<ICaseKind>(), city.Services, default);

    static async Task<string> Peek(CityInProcess city)
    {
        PeekedMessage message = await Queue(city, LegalisationKind.DocumentsQueue).PeekMessageAsync();
        return message.Body.ToString();
    }

    static Task Drain(CityInProcess city) => Eventually.True(async () =>
    {
        var left = 0;
        foreach (var name in (string[])[CaseStore.EffectsQueue, LegalisationKind.DocumentsQueue])
        {
            var queue = Queue(city, name);
            foreach (var message in (await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(60))).Value)
            {
                await Handle(city, message.Body.ToString());
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
            left += (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
        }
        return left == 0;
    }, "the queues are empty");

    static Azure.Storage.Queues.QueueClient Queue(CityInProcess city, string name) => city.Services.GetRequiredService<CityStorage>().Queue(name);
}
