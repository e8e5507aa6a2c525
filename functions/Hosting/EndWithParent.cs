namespace CasaServerless.Hosting;

/// <summary>
/// Ends the program when whoever started it is gone, even after SIGKILL: the pipe to its standard input closes then. Only where
/// <c>Casa__EndWithParent</c> is true, which <c>casa.cs run</c> says; a service or a Functions host gives no such pipe.
/// </summary>
sealed class EndWithParent(IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: this read can be neither awaited nor cancelled, and the program's end does not wait for it.
        new Thread(Watch) { IsBackground = true, Name = nameof(EndWithParent) }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void Watch()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0) { }
        lifetime.StopApplication();
    }
}
