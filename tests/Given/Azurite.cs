namespace CasaServerless.Tests.Given;

/// <summary>Azure Storage on this machine, in memory, one for the whole run; each test takes its own names in it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    const int Accounts = 900;
    StorageEmulator? emulator;
    int taken;

    /// <summary>Connection string of an empty storage account that nobody else in this run has.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref taken);
        Assert.True(number <= Accounts, "Raise Azurite.Accounts: more tests than accounts.");
        return emulator!.Account(number);
    }

    public async ValueTask InitializeAsync() => emulator = await StorageEmulator.Start(Accounts);

    public async ValueTask DisposeAsync()
    {
        if (emulator is not null) await emulator.DisposeAsync();
    }

    /// <summary>A port that was free a moment ago on the loopback address.</summary>
    public static int FreePort() => StorageEmulator.FreePort();
}
