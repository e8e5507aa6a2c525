namespace CasaServerless.Tests.Given;

/// <summary>Azure Storage on this machine, in memory; each test takes an account of its own in it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // For many a request Azurite looks through what all accounts of its process hold: after so many the next ones get a fresh process.
    const int AccountsEach = 50;
    readonly List<Task<StorageEmulator>> emulators = [];
    readonly Lock taking = new();
    int taken;

    /// <summary>Connection string of an empty storage account that nobody else in this run has.</summary>
    public string NewAccount()
    {
        Task<StorageEmulator> emulator;
        int account;
        lock (taking)
        {
            (var at, account) = Math.DivRem(taken++, AccountsEach);
            emulator = emulators[at];
            // Half way through the next one begins, so that nobody waits for it.
            if (account == AccountsEach / 2) Begin();
        }
        return emulator.GetAwaiter().GetResult().Account(account + 1);
    }

    public async ValueTask InitializeAsync()
    {
        Begin();
        await emulators[0];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in emulators) await (await emulator).DisposeAsync();
    }

    /// <summary>A port that was free a moment ago on the loopback address.</summary>
    public static int FreePort() => StorageEmulator.FreePort();

    void Begin() => emulators.Add(StorageEmulator.Start(AccountsEach));
}
