using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Tests.Functions.Kernel.Identity;

/// <summary>Whom the city believes a token of its directory to name.</summary>
public sealed class StaffTokensTests : IAsyncLifetime
{
    // Not the machine's hour: lifetimes are judged by the city's clock.
    readonly FakeTimeProvider clock = new(new(2031, 3, 5, 9, 0, 0, TimeSpan.Zero));
    readonly CityKeys keys = new(ToyCity.Secret);
    PlayedEntra entra = null!;
    StaffTokens tokens = null!;

    DateTimeOffset Now => clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        entra = await PlayedEntra.Start();
        tokens = Tokens(development: true);
    }

    public ValueTask DisposeAsync() => entra.DisposeAsync();

    [Fact]
    public async Task The_directory_s_token_names_its_person_by_object_id_with_the_roles_that_the_city_knows()
    {
        var caller = await Read(entra.Token(Now, roles: ["manager", "auditor", "emperor"]));
        Assert.Equal("6f2c1f0e-0000-4000-8000-000000000001", caller!.Id);
        Assert.Equal(["auditor", "manager"], caller.Roles.Order());
        Assert.Null(caller.Bureau);
    }

    [Fact]
    public async Task A_token_for_another_audience_or_of_another_issuer_names_nobody()
    {
        Assert.Null(await Read(entra.Token(Now, audience: "api://another")));
        Assert.Null(await Read(entra.Token(Now, audience: null)));
        Assert.Null(await Read(entra.Token(Now, issuer: "https://login.example/other/v2.0")));
        // The name of this machine's own tokens is no way in either.
        Assert.Null(await Read(entra.Token(Now, audience: "casa", issuer: "casa-development")));
    }

    [Theory]
    [InlineData(-50, true)]
    // Five minutes are allowed for clocks that differ.
    [InlineData(-64, true)]
    [InlineData(-66, false)]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public async Task A_token_of_an_hour_holds_in_its_hour_on_the_city_s_clock(int begins, bool holds) =>
        Assert.Equal(holds, await Read(entra.Token(Now, begins: TimeSpan.FromMinutes(begins))) is not null);

    [Fact]
    public async Task A_token_that_the_directory_did_not_sign_names_nobody()
    {
        Assert.Null(await Read(entra.Unsigned(Now)));
        // The public key is no secret: as one, it signs nothing.
        var known = new SymmetricSecurityKey(entra.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = entra.Key.KeyId };
        Assert.Null(await Read(entra.Token(Now, signedWith: new(known, SecurityAlgorithms.HmacSha256))));
        var modulus = new SymmetricSecurityKey(entra.Key.Rsa.ExportParameters(false).Modulus) { KeyId = entra.Key.KeyId };
        Assert.Null(await Read(entra.Token(Now, signedWith: new(modulus, SecurityAlgorithms.HmacSha256))));
        var forger = PlayedEntra.NewKey();
        Assert.Null(await Read(entra.Token(Now, signedWith: new(forger, SecurityAlgorithms.RsaSha256))));
        forger.KeyId = entra.Key.KeyId;
        Assert.Null(await Read(entra.Token(Now, signedWith: new(forger, SecurityAlgorithms.RsaSha256))));
        var right = entra.Token(Now);
        Assert.Null(await Read(right[..(right.LastIndexOf('.') + 1)]));
        Assert.NotNull(await Read(right));
    }

    [Fact]
    public async Task New_keys_of_the_directory_are_fetched_with_the_first_token_that_needs_them()
    {
        Assert.NotNull(await Read(entra.Token(Now)));
        Assert.NotNull(await Read(entra.Token(Now)));
        Assert.Equal(1, entra.Fetched);
        entra.TurnOver();
        Assert.NotNull(await Read(entra.Token(Now)));
        Assert.Equal(2, entra.Fetched);
    }

    [Fact]
    public async Task Whoever_makes_keys_up_does_not_make_the_city_ask_each_time()
    {
        for (var forged = 0; forged < 5; forged++)
            Assert.Null(await Read(entra.Token(Now, signedWith: new(PlayedEntra.NewKey(), SecurityAlgorithms.RsaSha256))));
        Assert.Equal(2, entra.Fetched);
    }

    [Fact]
    public async Task While_the_directory_does_not_answer_nobody_is_taken_for_a_stranger()
    {
        entra.Down = true;
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Read(entra.Token(Now)));
        Assert.Equal((503, "WHO-001"), (refusal.Status, refusal.Code));
        // What needs no directory needs none.
        Assert.Null(await Read("no token"));
        Assert.NotNull(await Read(StaffTokens.MakeLocal(keys, "maarif-1-officer-1", "officer", null, Now)));
    }

    [Fact]
    public async Task Who_is_known_stays_known_when_the_directory_falls_silent_later()
    {
        Assert.NotNull(await Read(entra.Token(Now)));
        entra.Down = true;
        Assert.NotNull(await Read(entra.Token(Now)));
        Assert.Null(await Read(entra.Token(Now, signedWith: new(PlayedEntra.NewKey(), SecurityAlgorithms.RsaSha256))));
        Assert.NotNull(await Read(entra.Token(Now)));
    }

    [Fact]
    public async Task A_city_in_production_takes_no_token_of_a_machine_and_no_directory_without_TLS()
    {
        var production = Tokens(development: false);
        var local = StaffTokens.MakeLocal(keys, "maarif-1-officer-1", "officer", null, Now);
        Assert.NotNull(await Read(local));
        Assert.Null(await production.Read(local, default));
        Assert.Equal(503, (await Assert.ThrowsAsync<Refusal>(() => production.Read(entra.Token(Now), default).AsTask())).Status);
        Assert.Equal(0, entra.Fetched);
    }

    [Fact]
    public async Task Without_a_directory_no_token_of_one_names_anybody() =>
        Assert.Null(await new StaffTokens(new(null, null, null), keys, development: true, clock, NullLogger<StaffTokens>.Instance)
            .Read(entra.Token(Now), default));

    StaffTokens Tokens(bool development) =>
        new(new("casa-tenant", PlayedEntra.Audience, entra.Authority), keys, development, clock, NullLogger<StaffTokens>.Instance);

    Task<Caller?> Read(string token) => tokens.Read(token, default).AsTask();
}
