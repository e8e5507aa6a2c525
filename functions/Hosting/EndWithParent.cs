namespace CasaServerless.Hosting;

/// <summary>
/// Ends the program when whoever started it is gone, even after SIGKILL: the pipe to its standard input closes then. Only where
/// <c>Casa__EndWithParent</c> is true, which <c>casa.cs run</c> says; a service or a Functions host gives no such pipe.
/// </summary>
sealed class EndWithParent(IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["Casa:EndWithParent"] == "true")
        {
            // A thread of its own: a read of the console can be neither awaited nor cancelled, and nothing waits for this one.
            new Thread(() =>
            {
                var input = Console.OpenStandardInput();
                while (input.ReadByte() >= 0) { }
                lifetime.StopApplication();
            })
            {
                IsBackground = true,
                Name = nameof(EndWithParent),
            }.Start();
        }
        return Task.CompletedTask;
    }
}
